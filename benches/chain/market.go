package chain

// provide gives both sides to a pair, which may take the tokens already.
func provide(owner string, listed Asset, tokens, coins int64) Call {
	return Call{Sender: owner, Contract: listed.pair, Coins: baseCoins(coins), Msg: object{"provide_liquidity": object{
		"assets": []object{asset(token(listed.token), tokens), base(coins)},
	}}}
}

func buy(buyer, pair string, coins int64) Call {
	return Call{Sender: buyer, Contract: pair, Coins: baseCoins(coins), Msg: object{"swap": object{
		"offer_asset": base(coins),
	}}}
}

func sell(seller string, listed Asset, amount string) Call {
	return send(seller, listed.token, listed.pair, amount, object{"swap": nothing})
}

func (s *Scenario) tradeOnPair() {
	s.execute(allow(s.alice, s.apple.token, s.apple.pair, 500_000_000))
	s.measure("pair.provide_liquidity (first)", provide(s.alice, s.apple, 500_000_000, 50_500_000_000))
	s.execute(allow(s.alice, s.apple.token, s.apple.pair, 100_000_000))
	s.measure("pair.provide_liquidity", provide(s.alice, s.apple, 100_000_000, 10_100_000_000))
	s.measure("pair.swap base to token", buy(s.bob, s.apple.pair, 1_000_000_000))
	s.measure("pair.swap token to base", sell(s.bob, s.apple, "2000000"))
	s.measure("pair.withdraw_liquidity",
		send(s.alice, s.apple.shares, s.apple.pair, "1000000", object{"withdraw_liquidity": nothing}))
}

// atAnyRatio lets a provision leave over whatever the pool's ratio does not take: thousands of sales
// have moved it, and without a word the pair leaves over a twentieth at most.
func atAnyRatio(provision Call) Call {
	for _, fields := range provision.Msg.(object) {
		fields.(object)["slippage_tolerance"] = "1"
	}
	return provision
}
