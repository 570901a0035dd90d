//! Sharing decisions by ywtb, by Rego (regorus) and by Cedar, on the same facts.
//!
//! The facts are those that all three can state: everything is known, the law is that of 2018. Each peer has its policy
//! written as its own users would (`share.rego`, `share.cedar`) and its data indexed as it likes best.

pub mod cedar;
pub mod rego;
pub mod world;
