//! The template that RAGFlow's container makes its `service_conf.yaml` from.

use super::db_type::DbType;
use super::dotenv::Dotenv;

/// The template's name in the docker directory.
pub(super) const TEMPLATE: &str = "service_conf.yaml.template";

/// The settings file in the docker directory of releases up to 0.13. It has no variables: compose mounts it as it is.
pub(super) const MOUNTED: &str = "service_conf.yaml";

/// The template as RAGFlow ships it, for a directory that has only the `.env`.
/// `<PORT>` depends on the release, see [`shipped_template`].
const SHIPPED: &str = "\
mysql:
  name: '${MYSQL_DBNAME:-rag_flow}'
  user: '${MYSQL_USER:-root}'
  password: '${MYSQL_PASSWORD:-infini_rag_flow}'
  host: '${MYSQL_HOST:-mysql}'
  port: <PORT>
postgres:
  name: '${POSTGRES_DBNAME:-rag_flow}'
  user: '${POSTGRES_USER:-rag_flow}'
  password: '${POSTGRES_PASSWORD:-infini_rag_flow}'
  host: '${POSTGRES_HOST:-postgres}'
  port: <PORT>
oceanbase:
  scheme: oceanbase
  config:
    db_name: '${OCEANBASE_DOC_DBNAME:-ragflow_doc}'
    user: '${OCEANBASE_USER:-root@ragflow}'
    password: '${OCEANBASE_PASSWORD:-infini_rag_flow}'
    host: '${OCEANBASE_HOST:-oceanbase}'
    port: <PORT>
";

/// The shipped template for this kind of server. Releases with EXPOSE_MYSQL_PORT have the port inside
/// docker in MYSQL_PORT; before, that port was fixed, and MYSQL_PORT was the exposed one.
pub(super) fn shipped_template(db_type: &DbType, dotenv: &Dotenv) -> String {
    let has_port_variable = dotenv
        .get_non_empty(db_type.exposed_port_variable)
        .is_some();
    let port = if has_port_variable {
        format!("${{{}:-{}}}", db_type.port_variable, db_type.port)
    } else {
        db_type.port.to_string()
    };
    SHIPPED.replace("<PORT>", &port)
}
