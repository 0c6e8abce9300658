//! The endpoints over a small made-up database, on both kinds of databases.

mod answers;
mod contract;
mod fuzz;
mod positions;
mod samples;
mod server;
mod troubles;
