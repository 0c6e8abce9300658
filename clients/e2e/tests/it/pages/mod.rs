//! Pages whose commands are run as they stand: the tutorial, then the cookbook, on one network, as a new
//! operator would. A page is what its reader types; only the answer `y` is given for the reader, and the
//! network is the one of this test. The example of an operations file is read there, too.

mod cookbook;
mod example;
mod page;
mod shell;
mod tutorial;

use shell::Shell;

use crate::harness::Network;

#[test]
fn a_new_operator_follows_the_tutorial_and_the_cookbook() {
    let network = Network::start();
    let mut shell = Shell::of(&network);

    tutorial::is_followed(&network, &mut shell);
    cookbook::is_followed(&network, &mut shell);
}

#[test]
fn the_example_of_an_operations_file_is_right() {
    example::is_true(&Network::start());
}
