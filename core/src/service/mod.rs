//! Chapter 5: one-net service (一网通办).

mod answers;
pub(crate) mod asked;
pub(crate) mod bundle;
mod catch_all;
pub(crate) mod channel;
pub(crate) mod clock;
pub(crate) mod conduct;
pub(crate) mod equality;
pub(crate) mod exemption;
pub(crate) mod guide;
pub(crate) mod intake;
pub(crate) mod item;
pub(crate) mod material;
pub(crate) mod proof;
pub(crate) mod rating;
pub(crate) mod reengineering;
pub(crate) mod term;

use crate::law::{Date, on};

/// The Provisions on Online Government Services enter into force.
const ONLINE_SERVICES: Date = on(2019, 4, 26);
/// The national Regulation on Optimising the Business Environment enters into force.
const BUSINESS: Date = on(2020, 1, 1);
/// The Shanghai Regulation on Optimising the Business Environment enters into force.
const CITY_BUSINESS: Date = on(2020, 4, 10);
/// The Decision on the One-Net Service Reform enters into force.
const DECISION: Date = on(2021, 7, 1);
/// The Pudong One-Licence-per-Industry Provisions enter into force.
const PUDONG: Date = on(2021, 10, 1);
