//! Being laid out.
fn main() {
    daowei_desktop::run();
}
