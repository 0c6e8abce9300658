//! The pair factory, the router, and the market of MIR.

use mirror_protocol::oracle;
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::{factory, router};

use crate::chain::Chain;
use crate::verify::parameters::Parameters;

impl<C: Chain> Parameters<'_, C> {
    pub(super) fn market(&mut self) -> Result<(), C::Error> {
        if self.is_ours("swap_factory") {
            self.swap_factory()?;
        }
        if self.is_ours("router") {
            let at = self.at().clone();
            let config: router::ConfigResponse = self.config(&at.router)?;
            let (found, expected) = (config.terraswap_factory, at.swap_factory);
            self.one("router", "terraswap_factory", found, expected);
        }
        Ok(())
    }

    fn swap_factory(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "swap_factory";
        let address = self.at().swap_factory.clone();
        let config: factory::ConfigResponse = self.config(&address)?;
        let codes = &self.deployment.code_ids;
        self.all(
            NAME,
            [
                ("pair_code_id", config.pair_code_id, codes.pair),
                ("token_code_id", config.token_code_id, codes.token),
            ],
        );
        let denom = self.deployment.base_denom.clone();
        let question = factory::QueryMsg::NativeTokenDecimals { denom };
        let told: factory::NativeTokenDecimalsResponse = self.chain.query(&address, &question)?;
        self.one(NAME, "decimals of the base denom", told.decimals, 6);
        let deployment = self.deployment;
        let (token, pair) = (&deployment.mirror_token, &deployment.mirror_pair);
        self.pair("MIR", token, [pair, &deployment.mirror_lp])
    }

    /// The pair of a token and the base denom, and its LP token.
    pub(super) fn pair(
        &mut self,
        symbol: &str,
        token: &str,
        [pair, lp]: [&str; 2],
    ) -> Result<(), C::Error> {
        let base = AssetInfo::native(self.deployment.base_denom.clone());
        let asset_infos = [base, AssetInfo::token(token)];
        let question = factory::QueryMsg::Pair { asset_infos };
        let address = self.at().swap_factory.clone();
        let found: PairInfo = self.chain.query(&address, &question)?;
        let key = format!("pair of {symbol}");
        self.one("swap_factory", &key, found.contract_addr.as_str(), pair);
        let key = format!("LP token of {symbol}");
        self.one("swap_factory", &key, found.liquidity_token.as_str(), lp);
        Ok(())
    }

    /// Who feeds a price, and by which limits of its own.
    pub(super) fn feeder(&mut self, name: &str, asset: &str, feeder: &str) -> Result<(), C::Error> {
        let question = oracle::QueryMsg::Feeder {
            asset_token: asset.to_string(),
        };
        let address = self.at().oracle.clone();
        let told: oracle::FeederResponse = self.chain.query(&address, &question)?;
        let key = format!("feeder of {name}");
        self.one("oracle", &key, told.feeder.as_str(), feeder);
        let key = format!("max_deviation of {name}");
        self.one("oracle", &key, told.max_deviation, None);
        let key = format!("standby of {name}");
        self.one("oracle", &key, told.standby, None);
        Ok(())
    }
}
