//! The buyer's order: who was to deliver what, for which use. Never read from inside the shipment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
