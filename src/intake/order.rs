//! The buyer's order: who was to deliver what, for which use. Never read from inside the shipment.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::slip::{self, Slip};

/// A fact that somebody stated, or that nobody did. Never a default in disguise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stated<T> {
    Stated(T),
    #[default]
    Unstated,
}

impl<T> From<Option<T>> for Stated<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unstated, Self::Stated)
    }
}

/// What the buyer ordered. Waivers, regimes and signer binding all hang on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Shape of this file; "1".
    #[serde(default)]
    pub schema_version: Option<String>,
    /// The party that the contract is with, as the trust store names it.
    #[serde(default)]
    pub vendor: Option<String>,
    #[serde(default)]
    pub contract: Option<String>,
    #[serde(default)]
    pub product: Option<String>,
    /// What kind of product it is, by the ids of `reference/regimes`: "telecommunications-equipment", "video-surveillance-equipment", "router" ..
    #[serde(default)]
    pub category: Option<String>,
    /// What it will be used for, by the ids of `reference/regimes`: "public-safety" ..
    #[serde(default)]
    pub purpose: Option<String>,
    /// ISO 3166-1 alpha-2, where the product is made.
    #[serde(default)]
    pub country_of_production: Option<String>,
    /// Serial numbers that the order expects.
    #[serde(default)]
    pub serials: Vec<String>,
}

/// Why an order cannot be used. Always ours: no verdict is given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderFault {
    #[error(transparent)]
    Slip(#[from] Slip),
    #[error("schema_version is \"{0}\"; this program reads \"1\"")]
    Version(String),
    #[error("{0} may not be empty; leave the line out instead")]
    Blank(&'static str),
    #[error("country_of_production is \"{0}\"; write two capital letters, such as \"JP\" (ISO 3166-1 alpha-2)")]
    Country(String),
    #[error("serial \"{0}\" stands twice")]
    SerialTwice(String),
}

impl Order {
    /// Reads an order from TOML.
    ///
    /// # Errors
    /// [`OrderFault`], one variant for each kind of slip; the order is then not used at all.
    pub fn read(text: &str) -> Result<Self, OrderFault> {
        let order: Self = slip::parse(text)?;
        if let Some(version) = order.schema_version.as_ref().filter(|version| *version != "1") {
            return Err(OrderFault::Version(version.clone()));
        }
        let stated = [
            ("vendor", &order.vendor),
            ("contract", &order.contract),
            ("product", &order.product),
            ("category", &order.category),
            ("purpose", &order.purpose),
            ("country_of_production", &order.country_of_production),
        ];
        let is_blank = |text: &String| text.trim().is_empty();
        if let Some((name, _)) = stated.iter().find(|(_, text)| text.as_ref().is_some_and(is_blank)) {
            return Err(OrderFault::Blank(name));
        }
        if order.serials.iter().any(is_blank) {
            return Err(OrderFault::Blank("a serial"));
        }
        let is_country = |code: &&String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some(code) = order.country_of_production.as_ref().filter(|code| !is_country(code)) {
            return Err(OrderFault::Country(code.clone()));
        }
        let mut seen = BTreeSet::new();
        match order.serials.iter().find(|serial| !seen.insert(*serial)) {
            Some(serial) => Err(OrderFault::SerialTwice(serial.clone())),
            None => Ok(order),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_and_what_it_leaves_out_is_unstated() {
        let order = Order::read("vendor = \"Example\"\ncountry_of_production = \"JP\"\nserials = [\"1\", \"2\"]\n").unwrap();
        assert_eq!((order.vendor.as_deref(), order.category), (Some("Example"), None));
        assert_eq!(order.serials, ["1", "2"]);
        assert_eq!(Order::read("").unwrap(), Order::default());
    }

    #[test]
    fn a_slip_in_an_order_is_a_fault_that_names_it() {
        for (text, words) in [
            ("vendr = \"x\"", "did you mean \"vendor\"?"),
            ("schema_version = \"2\"", "reads \"1\""),
            ("vendor = \" \"", "vendor may not be empty"),
            ("serials = [\"\"]", "a serial may not be empty"),
            ("country_of_production = \"Japan\"", "two capital letters"),
            ("country_of_production = \"jp\"", "two capital letters"),
            ("serials = [\"1\", \"1\"]", "\"1\" stands twice"),
            ("vendor = \"a\"\nvendor = \"b\"", "line 2"),
        ] {
            let fault = Order::read(text).unwrap_err().to_string();
            assert!(fault.contains(words), "{fault}");
        }
    }
}
