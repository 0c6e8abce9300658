package chain

// submitOrder offers the base denom for tokens.
func (p *Protocol) submitOrder(bidder string, coins int64, wanted string, tokens int64) Call {
	return Call{Sender: bidder, Contract: p.orders, Coins: baseCoins(coins), Msg: object{"submit_order": object{
		"offer_asset": base(coins), "ask_asset": asset(token(wanted), tokens),
	}}}
}

func (p *Protocol) executeOrder(by, paid, amount string, order int) Call {
	return send(by, paid, p.orders, amount, object{"execute_order": object{"order_id": order}})
}

func (p *Protocol) cancelOrder(bidder string, order int) Call {
	return Call{Sender: bidder, Contract: p.orders, Msg: object{"cancel_order": object{"order_id": order}}}
}

func (s *Scenario) fillOrder() {
	s.measure("limit_order.submit_order", s.submitOrder(s.bob, 1_000_000, s.apple.token, 1_000))
	s.execute(transfer(s.alice, s.apple.token, s.carol, "1000"))
	s.measure("limit_order.execute_order", s.executeOrder(s.carol, s.apple.token, "1000", 1))
}
