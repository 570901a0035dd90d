//! ywtb (一网通办).
#![forbid(unsafe_code)]
