use cosmwasm_std::{Api, CanonicalAddr, StdResult};

/// An address as it is stored: in canonical form, half as long as its text. An address in another
/// spelling than the chain's own is an error.
pub fn canonical(api: &dyn Api, address: &str) -> StdResult<CanonicalAddr> {
    // Canonical form alone would take an address in capital letters, too.
    api.addr_validate(address)?;
    api.addr_canonicalize(address)
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    #[test]
    fn an_address_is_stored_in_its_own_spelling_only() {
        let api = MockApi::default();
        let address = api.addr_make("account");

        let stored = canonical(&api, address.as_str()).unwrap();

        assert_eq!(Ok(address.clone()), api.addr_humanize(&stored));
        assert!(canonical(&api, &address.as_str().to_uppercase()).is_err());
        assert!(canonical(&api, "").is_err());
    }
}
