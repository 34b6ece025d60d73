//! Secrets have no way out but `expose()`.

use std::collections::BTreeMap;
use std::fmt;

use ragflowctl::database_url::{DatabaseUrl, Password};
use ragflowctl::domain::login::{AccessToken, SecretKey};
use ragflowctl::domain::token::{Beta, Token};
use ragflowctl::settings::config_file::SecretText;

/// Answers at compile time which traits a type implements: where the bound holds, the inherent constant
/// wins over that of the trait.
struct Probe<T>(std::marker::PhantomData<T>);

macro_rules! probe {
    ($trait:ident, $constant:ident, $bound:path) => {
        trait $trait {
            const $constant: bool = false;
        }
        impl<T> $trait for Probe<T> {}
        impl<T: $bound> Probe<T> {
            const $constant: bool = true;
        }
    };
}

probe!(NoDisplay, DISPLAYS, fmt::Display);
probe!(NoSerialize, SERIALIZES, serde::Serialize);
probe!(NoAsRef, LENDS_TEXT, AsRef<str>);
probe!(NoDeref, DEREFS, std::ops::Deref);
probe!(NoInto, CONVERTS, Into<String>);

#[test]
fn no_secret_can_be_shown_by_accident() {
    macro_rules! abilities {
        ($type:ty) => {
            BTreeMap::from([
                ("Display", Probe::<$type>::DISPLAYS),
                ("Serialize", Probe::<$type>::SERIALIZES),
                ("AsRef<str>", Probe::<$type>::LENDS_TEXT),
                ("Deref", Probe::<$type>::DEREFS),
                ("Into<String>", Probe::<$type>::CONVERTS),
            ])
        };
    }
    // The probe works: a String can do all of it.
    assert!(abilities!(String).values().all(|can| *can));
    for (secret, abilities) in [
        ("Token", abilities!(Token<'static>)),
        ("Beta", abilities!(Beta<'static>)),
        ("Password", abilities!(Password)),
        ("SecretText", abilities!(SecretText)),
        ("SecretKey", abilities!(SecretKey)),
        ("AccessToken", abilities!(AccessToken)),
    ] {
        let can: Vec<_> = abilities.iter().filter(|(_, can)| **can).collect();
        assert!(
            can.is_empty(),
            "{secret} implements {can:?}; expose() is the one way to it"
        );
    }
}

#[test]
fn debug_output_shows_no_secret() {
    let url = "mysql://root:hunter2@db/rag_flow";
    let url = DatabaseUrl::parse(url, None).expect("a URL");
    for text in [format!("{url:?}"), url.to_string()] {
        assert!(!text.contains("hunter2"), "{text}");
    }
    let key = "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw";
    for text in [
        format!("{:?}", Token::new(key)),
        format!("{:?}", Beta::new(&key[8..40])),
    ] {
        assert!(!text.contains("truADx1lX"), "{text}");
    }
}
