package chain

const (
	// weightedPools is how many pools the factory shares MIR among, MIR's own included.
	weightedPools = 128
	// servedPools is how many a block has to hold.
	servedPools = 200
	// premiumsAtOnce and pricesAtOnce are the longest lists the rules allow in one message.
	premiumsAtOnce = 30
	pricesAtOnce   = 50
)

// Pools is what the messages cost that do the same for one pool after the other.
type Pools struct {
	Distribute    []Point `json:"distribute"`
	AdjustPremium []Point `json:"adjust_premium"`
	Block         []Group `json:"block"`
}

// Point is a message at a number of pools.
type Point struct {
	Pools int    `json:"pools"`
	Gas   uint64 `json:"gas"`
}

// Group is what several messages of one kind take together.
type Group struct {
	Name     string `json:"name"`
	Pools    int    `json:"pools"`
	Messages int    `json:"messages"`
	Gas      uint64 `json:"gas"`
}

// exchange is a protocol that lists asset after asset.
type exchange struct {
	*Protocol
	tokens []string
}

// measurePools lists as many assets as the factory weighs, measuring on the way, then replaces some
// of them until so many pools exist as a block has to hold.
func measurePools(p *Protocol) Pools {
	e := &exchange{Protocol: p}
	var found Pools

	for _, pools := range []int{1, 10, 20, 40, 80, weightedPools} {
		e.listUntil(pools - 1)
		found.Distribute = append(found.Distribute, Point{pools, e.distributing()})
	}
	for _, pools := range []int{1, 10, 20, premiumsAtOnce} {
		found.AdjustPremium = append(found.AdjustPremium, Point{pools, e.adjusting(pools)})
	}

	// A delisted asset leaves its weight, so that another fits, and its pool stays: what it earned
	// until then goes out with the next release. The price at which it ends has to be fresh.
	e.pass(secondsPerBlock)
	e.together("oracle.feed_price", e.prices())
	delisted := servedPools - len(e.tokens)
	for _, token := range e.tokens[:delisted] {
		e.execute(Call{Sender: e.owner, Contract: e.factory, Msg: object{"revoke_asset": object{"asset_token": token}}})
	}
	e.listUntil(servedPools)
	// Nobody feeds what is delisted, and its premium stays as it is.
	e.tokens = e.tokens[delisted:]
	e.pass(premiumInterval)
	found.Block = []Group{
		e.together("oracle.feed_price", e.prices()),
		e.together("staking.adjust_premium", e.premiums()),
		{Name: "factory.distribute", Pools: servedPools + 1, Messages: 1, Gas: e.execute(e.distribute(e.owner)).Gas},
	}
	return found
}

// listUntil lists assets with a market each until there are so many.
func (e *exchange) listUntil(count int) {
	for len(e.tokens) < count {
		e.execute(e.whitelist(symbol(len(e.tokens))))
		listed := e.listed()
		e.tokens = append(e.tokens, listed.token)

		e.execute(e.feed([2]string{listed.token, "100"}))
		e.execute(e.openPosition(e.owner, listed.token, 1_000_000_000, false))
		e.execute(allow(e.owner, listed.token, listed.pair, 1_000_000))
		e.execute(provide(e.owner, listed, 1_000_000, 100_000_000))
	}
}

// symbol spells a number in letters, as the factory wants them.
func symbol(number int) string {
	return "mA" + string(rune('A'+number/26)) + string(rune('A'+number%26))
}

// distributing is what a release costs that follows another by an hour.
func (e *exchange) distributing() (gas uint64) {
	e.branch(func() {
		e.pass(premiumInterval)
		e.execute(e.distribute(e.owner))
		e.pass(premiumInterval)
		gas = e.execute(e.distribute(e.owner)).Gas
	})
	return gas
}

// adjusting is what the premiums of some pools cost in one message, an hour after the last time.
func (e *exchange) adjusting(pools int) (gas uint64) {
	e.branch(func() {
		for range 2 {
			e.pass(premiumInterval)
			e.together("oracle.feed_price", e.prices())
			gas = e.execute(e.adjustPremium(e.owner, e.tokens[:pools]...)).Gas
		}
	})
	return gas
}

func (e *exchange) prices() []Call {
	var calls []Call
	for _, tokens := range chunks(e.tokens, pricesAtOnce) {
		var prices [][2]string
		for _, token := range tokens {
			prices = append(prices, [2]string{token, "100"})
		}
		calls = append(calls, e.feed(prices...))
	}
	return calls
}

func (e *exchange) premiums() []Call {
	var calls []Call
	for _, tokens := range chunks(e.tokens, premiumsAtOnce) {
		calls = append(calls, e.adjustPremium(e.owner, tokens...))
	}
	return calls
}

// together runs messages, each as a transaction of its own.
func (e *exchange) together(name string, calls []Call) Group {
	group := Group{Name: name, Pools: len(e.tokens), Messages: len(calls)}
	for _, call := range calls {
		group.Gas += e.execute(call).Gas
	}
	return group
}

func chunks(tokens []string, length int) (parts [][]string) {
	for len(tokens) > length {
		parts, tokens = append(parts, tokens[:length]), tokens[length:]
	}
	return append(parts, tokens)
}
