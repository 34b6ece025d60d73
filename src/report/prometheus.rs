//! Metrics in the text format of Prometheus.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, text};
use prometheus_client::metrics::MetricType;
use prometheus_client::registry::Registry;

/// A gauge with its samples: the labels and the value of each.
#[derive(Debug)]
pub struct Metric {
    name: &'static str,
    help: &'static str,
    samples: Vec<(Vec<(&'static str, String)>, f64)>,
}

impl Metric {
    /// A gauge without samples.
    pub fn new(name: &'static str, help: &'static str) -> Self {
        Self {
            name,
            help,
            samples: Vec::new(),
        }
    }

    /// Adds a sample.
    #[must_use]
    pub fn sample(mut self, labels: &[(&'static str, &str)], value: f64) -> Self {
        let labels = labels.iter().map(|(name, text)| (*name, escaped(text)));
        self.samples.push((labels.collect(), value));
        self
    }
}

/// The value of a label as it is written between quotes; the encoder writes it as it is.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\")
        .replace('"', r#"\""#)
        .replace('\n', r"\n")
}

/// The metrics of one run, in their order.
#[derive(Debug)]
struct Metrics(Vec<Metric>);

impl Collector for Metrics {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        for metric in self.0.iter().filter(|metric| !metric.samples.is_empty()) {
            let kind = MetricType::Gauge;
            let mut family = encoder.encode_descriptor(metric.name, metric.help, None, kind)?;
            for (labels, value) in &metric.samples {
                match labels.as_slice() {
                    [] => family.encode_gauge::<f64>(value)?,
                    labels => family.encode_family(&labels)?.encode_gauge::<f64>(value)?,
                }
            }
        }
        Ok(())
    }
}

/// The text of metrics.
///
/// # Errors
/// When a value cannot be written.
pub fn prometheus_text(metrics: Vec<Metric>) -> Result<String, fmt::Error> {
    let mut registry = Registry::default();
    registry.register_collector(Box::new(Metrics(metrics)));
    let mut out = String::new();
    // Without the line `# EOF`, which belongs to OpenMetrics.
    text::encode_registry(&mut out, &registry)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_has_its_help_its_type_and_its_samples_in_order() {
        let keys = Metric::new("keys", "API keys")
            .sample(&[("form", "a\"\\\n")], 2.0)
            .sample(&[("form", "b")], 0.0);
        let runs = Metric::new("run_seconds", "Duration").sample(&[], 0.25);
        let none = Metric::new("none", "Not measured");
        let text = prometheus_text(vec![keys, none, runs]).expect("a text");
        assert_eq!(
            text,
            "# HELP keys API keys\n# TYPE keys gauge\nkeys{form=\"a\\\"\\\\\\n\"} 2.0\n\
             keys{form=\"b\"} 0.0\n# HELP run_seconds Duration\n# TYPE run_seconds gauge\n\
             run_seconds 0.25\n"
        );
    }
}
