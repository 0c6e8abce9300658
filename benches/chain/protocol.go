package chain

// contracts are the artifacts a protocol is made of.
var contracts = []string{
	"mirror_factory", "mirror_mint", "mirror_oracle", "mirror_collateral_oracle", "mirror_staking",
	"mirror_short_reward", "mirror_lock", "mirror_gov", "mirror_collector", "mirror_community",
	"mirror_limit_order", "terraswap_token", "terraswap_pair", "terraswap_factory", "terraswap_router",
}

// Protocol is a deployed one: who owns it until governance does, and where each contract is.
type Protocol struct {
	*Chain
	owner string

	factory, mint, oracle, collateralOracle, lock, staking, shortReward string
	gov, collector, community, orders                                   string
	pairFactory, router                                                 string
	mir, mirPair                                                        string

	// createPair is what the market's factory took for the pair of MIR.
	createPair Cost
}

// Asset is what the factory made of a listing.
type Asset struct {
	token, pair, shares string
}

// deploy puts a whole protocol on the chain, in the order in which each address exists before it is
// used. The factory's MIR is there from the start and no token can be made later.
func deploy(c *Chain) *Protocol {
	for _, name := range contracts {
		c.store(name)
	}
	p := &Protocol{Chain: c, owner: c.account("owner", 1_000_000_000_000_000)}

	p.deployMarket()
	p.deployTreasury()
	p.deployPositions()
	p.tieTogether()

	return p
}

func (p *Protocol) deployMarket() {
	tokenCode := p.codes["terraswap_token"]
	p.pairFactory = p.instantiate("terraswap_factory", p.owner, object{
		"pair_code_id": p.codes["terraswap_pair"], "token_code_id": tokenCode,
	})
	// The factory learns a coin's decimals only while it holds some of it.
	p.pay(p.owner, p.pairFactory, baseCoins(1))
	p.execute(Call{Sender: p.owner, Contract: p.pairFactory, Msg: object{"add_native_token_decimals": object{
		"denom": baseDenom, "decimals": 6,
	}}})
	p.router = p.instantiate("terraswap_router", p.owner, object{"terraswap_factory": p.pairFactory})

	p.factory = p.instantiate("mirror_factory", p.owner, object{
		"token_code_id": tokenCode,
		"base_denom":    baseDenom,
		"distribution_schedule": [][]any{
			{0, year, "100000000000000"},
		},
	})
	p.mir = p.instantiate("terraswap_token", p.owner, object{
		"name": "Mirror Token", "symbol": "MIR", "decimals": 6,
		"initial_balances": []object{
			{"address": p.factory, "amount": "200000000000000"},
			{"address": p.owner, "amount": "100000000000000"},
		},
	})
	p.createPair = p.execute(Call{Sender: p.owner, Contract: p.pairFactory, Msg: object{"create_pair": object{
		"asset_infos": []object{native(baseDenom), token(p.mir)},
	}}})
	p.mirPair = p.attribute("pair_contract_addr")
}

func (p *Protocol) deployTreasury() {
	rules := object{
		"proposal_deposit": text(pollDeposit), "voting_period": votingPeriod, "quorum": "0.1", "threshold": "0.5",
	}
	p.gov = p.instantiate("mirror_gov", p.owner, object{
		"mirror_token":           p.mir,
		"admin_manager":          p.owner,
		"default_poll_config":    rules,
		"migration_poll_config":  rules,
		"auth_admin_poll_config": rules,
		"effective_delay":        effectiveDelay,
		"expiration_period":      day,
		"snapshot_period":        day,
		"voter_weight":           "0.5",
		"poll_gas_limit":         8_000_000,
	})
	p.community = p.instantiate("mirror_community", p.owner, object{
		"owner": p.gov, "mirror_token": p.mir, "spend_limit": "10000000000",
	})
	// No money market here: its three addresses belong to nobody.
	nobody := p.account("nobody", 0)
	p.collector = p.instantiate("mirror_collector", p.owner, object{
		"owner":                 p.owner,
		"distribution_contract": p.gov,
		"terraswap_factory":     p.pairFactory,
		"mirror_token":          p.mir,
		"base_denom":            baseDenom,
		"aust_token":            nobody,
		"anchor_market":         nobody,
		"bluna_token":           nobody,
		"bluna_swap_denom":      "uluna",
	})
	p.orders = p.instantiate("mirror_limit_order", p.owner, nothing)
}

func (p *Protocol) deployPositions() {
	nobody := p.account("nobody", 0)
	p.shortReward = p.instantiate("mirror_short_reward", p.owner, nothing)
	p.oracle = p.instantiate("mirror_oracle", p.owner, object{"owner": p.factory, "base_asset": baseDenom})
	// Three of its addresses do not exist yet; the owner stands in until it is told.
	p.mint = p.instantiate("mirror_mint", p.owner, object{
		"owner":             p.owner,
		"oracle":            p.oracle,
		"collector":         p.collector,
		"collateral_oracle": p.owner,
		"staking":           p.owner,
		"lock":              p.owner,
		"terraswap_factory": p.pairFactory,
		"base_denom":        baseDenom,
		"token_code_id":     p.codes["terraswap_token"],
		"protocol_fee_rate": "0.015",
	})
	p.collateralOracle = p.instantiate("mirror_collateral_oracle", p.owner, object{
		"owner":         p.mint,
		"mint_contract": p.mint,
		"base_denom":    baseDenom,
		"mirror_oracle": p.oracle,
		"anchor_oracle": nobody,
		"band_oracle":   nobody,
	})
	p.lock = p.instantiate("mirror_lock", p.owner, object{
		"owner": p.gov, "mint_contract": p.mint, "base_denom": baseDenom, "lockup_period": lockupPeriod,
	})
	p.staking = p.instantiate("mirror_staking", p.owner, object{
		"owner":                       p.factory,
		"mirror_token":                p.mir,
		"mint_contract":               p.mint,
		"oracle_contract":             p.oracle,
		"terraswap_factory":           p.pairFactory,
		"base_denom":                  baseDenom,
		"premium_min_update_interval": premiumInterval,
		"short_reward_contract":       p.shortReward,
	})
}

func (p *Protocol) tieTogether() {
	p.execute(Call{Sender: p.owner, Contract: p.mint, Msg: object{"update_config": object{
		"owner": p.factory, "collateral_oracle": p.collateralOracle, "staking": p.staking, "lock": p.lock,
	}}})
	p.execute(Call{Sender: p.owner, Contract: p.factory, Msg: object{"post_initialize": object{
		"owner":                p.owner,
		"terraswap_factory":    p.pairFactory,
		"mirror_token":         p.mir,
		"staking_contract":     p.staking,
		"oracle_contract":      p.oracle,
		"mint_contract":        p.mint,
		"commission_collector": p.collector,
	}}})
	// The collector sells by prices. Its predecessor knows neither field and passes them over.
	p.execute(Call{Sender: p.owner, Contract: p.collector, Msg: object{"update_config": object{
		"mirror_oracle": p.oracle, "mint_contract": p.mint,
	}}})
	p.execute(Call{Sender: p.owner, Contract: p.factory, Msg: object{"pass_command": object{
		"contract_addr": p.oracle,
		"msg":           hook(object{"register_asset": object{"asset_token": p.mir, "feeder": p.owner}}),
	}}})
}

// whitelist lists an asset whose prices the owner posts.
func (p *Protocol) whitelist(symbol string) Call {
	return Call{Sender: p.owner, Contract: p.factory, Msg: object{"whitelist": object{
		"name":          symbol + " Derivative",
		"symbol":        symbol,
		"oracle_feeder": p.owner,
		"params":        object{"auction_discount": "0.2", "min_collateral_ratio": "1.5"},
	}}}
}

// listed is the asset of the last message, which listed it.
func (p *Protocol) listed() Asset {
	return Asset{
		token:  p.attribute("asset_token_addr"),
		pair:   p.attribute("pair_contract_addr"),
		shares: p.attribute("liquidity_token_addr"),
	}
}

// feed posts prices, each a token and its price.
func (p *Protocol) feed(prices ...[2]string) Call {
	return Call{Sender: p.owner, Contract: p.oracle, Msg: object{"feed_price": object{"prices": prices}}}
}
