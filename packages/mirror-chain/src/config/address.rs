//! Addresses of nodes, and what of them may be shown.

/// An address without the name and password before its host and without its query: both may be what
/// gives access to it.
pub fn shown(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let separator = if scheme.is_empty() { "" } else { "://" };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    format!("{scheme}{separator}{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_access_to_a_node_is_not_shown() {
        let cases = [
            ("http://127.0.0.1:26657", "http://127.0.0.1:26657"),
            ("http://[::1]:26657/", "http://[::1]:26657/"),
            (
                "https://bob:pa@ss@node.example/rpc",
                "https://node.example/rpc",
            ),
            ("https://node.example/?key=1234", "https://node.example/"),
            ("https://node.example#1234", "https://node.example"),
            ("bob:password@node.example:26657", "node.example:26657"),
        ];
        for (address, expected) in cases {
            assert_eq!(shown(address), expected);
        }
    }
}
