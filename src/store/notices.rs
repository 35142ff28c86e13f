//! The tables of webhooks and of what is still to be told to them.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::wildcard_enum_match_arm, reason = "written by sea-orm's derives")]

/// An address that is told of events.
pub mod webhook {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[sea_orm(table_name = "webhook")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub url: String,
        /// Words of [`crate::store::webhooks::Happening`], a comma between.
        pub events: String,
        /// Signs what is sent; unlike every other secret it is kept as it is, because nothing can be signed with its digest.
        pub secret: String,
        /// It may lead into a private network.
        pub private: bool,
        pub created_at: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One event that one address has not been told of yet.
pub mod notice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub webhook: String,
        pub event: String,
        pub submission: String,
        /// As it is sent.
        pub body: String,
        pub created_at: i64,
        pub attempts: i64,
        pub not_before: i64,
        pub lease_until: i64,
        pub worker: String,
        /// Why the last attempt failed; empty: there was none.
        pub problem: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
