//! The messages of one transaction.

use cosmwasm_std::{coin, wasm_execute, Addr, CosmosMsg, Decimal, StdResult, Uint128};
use mirror_protocol::mint::ShortParams;
use mirror_protocol::oracle;
use mirror_testing::Call;
use serde::Serialize;
use terraswap::asset::{coins_of, Asset, AssetInfo};

/// Messages that are carried out together or not at all, in this order.
#[derive(Default)]
pub(super) struct Transaction {
    /// The messages, in order.
    pub(super) messages: Vec<StdResult<CosmosMsg>>,
    /// The coins and tokens that they send.
    pub(super) sent: Vec<Asset>,
}

impl Transaction {
    /// A transaction without messages.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A message without coins.
    pub(super) fn calls(mut self, contract: &Addr, msg: &impl Serialize) -> Self {
        self.messages.push(Call::new(contract, msg).map(Into::into));
        self
    }

    /// A message that is built already, and what it sends.
    fn adds(mut self, call: StdResult<Call>, sent: Option<Asset>) -> Self {
        self.messages.push(call.map(Into::into));
        self.sent.extend(sent);
        self
    }

    /// A message with a coin.
    pub(super) fn pays(mut self, contract: &Addr, msg: &impl Serialize, paid: Asset) -> Self {
        let coins = coins_of(std::slice::from_ref(&paid));
        let call = wasm_execute(contract, msg, coins);
        self.messages.push(call.map(Into::into));
        self.sent.push(paid);
        self
    }

    /// Tokens that are sent with a message.
    pub(super) fn hands(
        self,
        token: &Addr,
        amount: u128,
        contract: &Addr,
        hook: &impl Serialize,
    ) -> Self {
        let paid = Asset::token(token, amount);
        self.adds(
            Call::handing(token, paid.amount, contract, hook),
            Some(paid),
        )
    }

    /// A gift of coins or tokens.
    pub(super) fn gives(mut self, gift: Asset, recipient: &Addr) -> Self {
        let transfer = gift.transfer_to(recipient).transpose();
        self.messages.extend(transfer);
        self.sent.push(gift);
        self
    }

    /// A swap without a limit on its price.
    pub(super) fn swaps(self, pair: &Addr, offer: Asset) -> Self {
        self.adds(Call::swap(pair, offer.clone(), None, None), Some(offer))
    }

    /// A swap whose return goes to another account.
    pub(super) fn swaps_to(self, pair: &Addr, offer: Asset, to: &Addr) -> Self {
        let swap = Call::swap(pair, offer.clone(), None, Some(to));
        self.adds(swap, Some(offer))
    }

    /// Liquidity in base coins and a token, with the allowance it needs.
    pub(super) fn provides(mut self, pair: &Addr, base: Asset, token: Asset) -> Self {
        if let AssetInfo::Token { contract_addr } = &token.info {
            let contract = Addr::unchecked(contract_addr);
            self = self.adds(Call::allow(&contract, pair, token.amount), None);
        }
        let assets = [base.clone(), token.clone()];
        let provide = Call::provide(pair, assets, Some(Decimal::one()));
        self = self.adds(provide, Some(base));
        self.sent.push(token);
        self
    }
}

/// Messages to mint and to the oracle.
impl Transaction {
    /// Opens a position against coins or tokens.
    pub(super) fn opens(
        self,
        mint: &Addr,
        collateral: Asset,
        minted: &Addr,
        collateral_ratio: Decimal,
    ) -> Self {
        self.opens_any(mint, collateral, minted, collateral_ratio, None)
    }

    /// Opens a short position, without limits on its sale.
    pub(super) fn shorts(
        self,
        mint: &Addr,
        collateral: Asset,
        minted: &Addr,
        collateral_ratio: Decimal,
    ) -> Self {
        let short = Some(ShortParams::default());
        self.opens_any(mint, collateral, minted, collateral_ratio, short)
    }

    fn opens_any(
        self,
        mint: &Addr,
        collateral: Asset,
        minted: &Addr,
        collateral_ratio: Decimal,
        short_params: Option<ShortParams>,
    ) -> Self {
        let asset = AssetInfo::token(minted);
        let backing = collateral.clone();
        let open = Call::open_position(mint, backing, asset, collateral_ratio, short_params);
        self.adds(open, Some(collateral))
    }

    /// The owner of a position burns a part of its debt.
    pub(super) fn burns(self, mint: &Addr, idx: Uint128, debt: Asset) -> Self {
        let token = Addr::unchecked(debt.info.id());
        self.adds(Call::burn(mint, idx, &token, debt.amount), Some(debt))
    }

    /// Buys collateral of a position in an auction, for a part of its debt.
    pub(super) fn auctions(self, mint: &Addr, idx: Uint128, debt: Asset) -> Self {
        let token = Addr::unchecked(debt.info.id());
        self.adds(Call::auction(mint, idx, &token, debt.amount), Some(debt))
    }

    /// Withdraws all collateral of a position, or a part of it.
    pub(super) fn withdraws(self, mint: &Addr, idx: Uint128, part: Option<Asset>) -> Self {
        self.adds(Call::withdraw(mint, idx, part), None)
    }

    /// Posts a price with the attacker's key.
    pub(super) fn feeds(self, oracle: &Addr, asset: &Addr, price: Decimal) -> Self {
        let prices = vec![(asset.to_string(), price)];
        self.calls(oracle, &oracle::ExecuteMsg::FeedPrice { prices })
    }
}

/// An amount of the base coin.
pub(super) fn base(amount: u128) -> Asset {
    let coin = coin(amount, mirror_testing::BASE);
    Asset::native(coin.denom, coin.amount)
}
