package chain

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
)

var (
	artifacts = flag.String("artifacts", "", "folder of the built contracts")
	out       = flag.String("out", "", "file the figures are written to, as JSON")
	trace     = flag.String("trace", "", "a part of an operation's name: show where its gas goes, measure nothing else")
	crowd     = flag.Int("crowd", 0, "how many people come for the second measurement; 0: measure nothing in a crowd")
	tracePin  = flag.Bool("pinned", true, "trace with pinned codes")
)

// fewPeople are there at the first measurement in a crowd.
const fewPeople = 10

// Figures are what one run found.
type Figures struct {
	// Unpinned and Pinned are the same operations, with every code to be loaded and with none.
	Unpinned []Operation `json:"unpinned"`
	Pinned   []Operation `json:"pinned"`
	// Growth is measured with pinned codes, where little else hides it.
	Growth Growth `json:"growth"`
	// Pools is measured with every code to be loaded, as a block has to hold that, too.
	Pools Pools `json:"pools"`
}

func TestBench(t *testing.T) {
	if *artifacts == "" {
		t.Skip("cargo xtask gas says where the artifacts are")
	}
	if *trace != "" {
		traceOnly(t)
		return
	}

	figures := Figures{
		Unpinned: operations(t, false),
		Pinned:   operations(t, true),
		Pools:    measurePools(deploy(newChain(t, *artifacts, false))),
		Growth:   Growth{Messages: []Grown{}},
	}
	if *crowd > 0 {
		figures.Growth = measureGrowth(deploy(newChain(t, *artifacts, true)), fewPeople, *crowd)
	}

	bytes, err := json.MarshalIndent(figures, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*out, bytes, 0o644); err != nil {
		t.Fatal(err)
	}
}

func traceOnly(t *testing.T) {
	var names []string
	for _, operation := range runScenario(deploy(newChain(t, *artifacts, *tracePin)), *trace) {
		if strings.Contains(operation.Name, *trace) {
			return
		}
		names = append(names, operation.Name)
	}
	t.Fatalf("no operation has %q in its name; there are:\n%s", *trace, strings.Join(names, "\n"))
}

func operations(t *testing.T, pinned bool) []Operation {
	protocol := deploy(newChain(t, *artifacts, pinned))
	createPair := Operation{Name: "terraswap_factory.create_pair", Cost: protocol.createPair}
	return append(runScenario(protocol, ""), createPair)
}
