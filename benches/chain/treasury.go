package chain

func (p *Protocol) convert(by, token string) Call {
	return Call{Sender: by, Contract: p.collector, Msg: object{"convert": object{"asset_token": token}}}
}

func (p *Protocol) shareFees(by string) Call {
	return Call{Sender: by, Contract: p.collector, Msg: object{"distribute": nothing}}
}

func (s *Scenario) turnFeesIntoMir() {
	s.measure("collector.convert mAsset", s.convert(s.bob, s.apple.token))
	s.measure("collector.convert MIR", s.convert(s.bob, s.mir))
	s.measure("collector.distribute", s.shareFees(s.bob))
}
