package chain

import (
	"fmt"
	"os"
	"strings"
)

// Operation is a message of the scenario with its cost.
type Operation struct {
	Name string `json:"name"`
	Cost
}

// Scenario is the life of a protocol, from its first listing to a transfer of tokens, told so that
// every message meets the state in which its predecessor was measured. The acts stand in files by
// theme; each relies on those before it.
type Scenario struct {
	*Protocol
	// trace is a part of the names of the operations to be looked into; "" for none.
	trace      string
	operations []Operation

	// alice has a long position and liquidity, bob shorts and trades, carol liquidates.
	alice, bob, carol string
	apple, google     Asset
	// position is alice's first, backed is the one on mAAPL as collateral, short is bob's.
	position, backed, short string
}

// runScenario plays all acts and returns what each measured message cost, in order.
func runScenario(p *Protocol, trace string) []Operation {
	s := &Scenario{
		Protocol: p,
		trace:    trace,
		alice:    p.account("alice", 1_000_000_000_000),
		bob:      p.account("bob", 1_000_000_000_000),
		carol:    p.account("carol", 1_000_000_000_000),
	}

	s.listAssets()
	s.postPrices()
	s.openLong()
	s.tradeOnPair()
	s.tendLong()
	s.openOnTokens()
	s.stakeShares()
	s.openShort()
	s.releaseRewards()
	s.collectRewards()
	s.stakeForVotes()
	s.liquidate()
	s.closeShort()
	s.unlockProceeds()
	s.closeOnTokens()
	s.turnFeesIntoMir()
	s.decidePoll()
	s.fillOrder()
	s.transferTokens()

	return s.operations
}

// measure runs a message and puts its cost into the table.
func (s *Scenario) measure(name string, call Call) {
	s.t.Helper()
	looksInto := s.trace != "" && strings.Contains(name, s.trace)
	if looksInto {
		s.tracer.start()
	}
	cost := s.execute(call)
	if looksInto {
		fmt.Fprintln(os.Stdout, s.tracer.stop(name, cost))
	}
	s.operations = append(s.operations, Operation{Name: name, Cost: cost})
}
