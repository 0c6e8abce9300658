// Package chain measures what the protocol's messages cost on a chain: wasmd runs inside this
// process with its real keepers, the built artifacts are stored on it, and each message is charged
// as a node would charge it. Signatures and the transaction's own bytes are left out.
package chain

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	sdkmath "cosmossdk.io/math"
	storetypes "cosmossdk.io/store/types"
	"github.com/CosmWasm/wasmd/app"
	wasmkeeper "github.com/CosmWasm/wasmd/x/wasm/keeper"
	wasmtypes "github.com/CosmWasm/wasmd/x/wasm/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// baseDenom is what prices, collateral and markets are counted in.
const baseDenom = "uusd"

// secondsPerBlock moves the height along with the time.
const secondsPerBlock = 6

// Chain is one running application. Every failure of a message that has to succeed ends the test.
type Chain struct {
	t         *testing.T
	app       *app.WasmApp
	ctx       sdk.Context
	keeper    *wasmkeeper.PermissionedKeeper
	artifacts string
	pinned    bool
	codes     map[string]uint64
	entries   *entries
	tracer    *tracer
	events    sdk.Events
}

// Call is one execute message as a user signs it.
type Call struct {
	Sender   string
	Contract string
	Msg      any
	Coins    string
}

// Cost is what a message took: gas, how often contracts were entered, and how many codes had to be
// loaded for it. The last says something only where no code is pinned.
type Cost struct {
	Gas     uint64 `json:"gas"`
	Entries int    `json:"entries"`
	Codes   int    `json:"codes"`
}

// newChain starts an application that takes its contracts from a folder of artifacts. With pinned
// codes, a message pays for its work and not for loading.
func newChain(t *testing.T, artifacts string, pinned bool) *Chain {
	entries, tracer := newEntries(), newTracer()
	wasmd := app.Setup(t, wasmkeeper.WithGasRegister(entries), wasmkeeper.WithWasmEngineDecorator(tracer.around))
	ctx := wasmd.NewUncachedContext(false, wasmd.NewContext(false).BlockHeader()).
		WithChainID("mirror-bench").
		WithBlockHeight(1_000_000).
		WithBlockTime(time.Unix(1_700_000_000, 0))
	return &Chain{
		t:         t,
		app:       wasmd,
		ctx:       ctx,
		keeper:    wasmkeeper.NewDefaultPermissionKeeper(wasmd.WasmKeeper),
		artifacts: artifacts,
		pinned:    pinned,
		codes:     map[string]uint64{},
		entries:   entries,
		tracer:    tracer,
	}
}

// store puts an artifact on the chain, named as its file without the ending.
func (c *Chain) store(name string) {
	c.t.Helper()
	code, err := os.ReadFile(filepath.Join(c.artifacts, name+".wasm"))
	c.must(err, "read %s", name)

	id, checksum, err := c.keeper.Create(c.unmetered(), sdk.AccAddress(make([]byte, 20)), code, nil)
	c.must(err, "store %s", name)
	if c.pinned {
		c.must(c.keeper.PinCode(c.ctx, id), "pin %s", name)
	}
	c.codes[name] = id
	c.tracer.names[string(checksum)] = name
}

// instantiate makes a contract of a stored code and returns its address.
func (c *Chain) instantiate(name, creator string, msg any) string {
	c.t.Helper()
	by := sdk.MustAccAddressFromBech32(creator)
	address, _, err := c.keeper.Instantiate(c.unmetered(), c.codes[name], by, by, c.json(msg), name, nil)
	c.must(err, "instantiate %s", name)
	return address.String()
}

// execute runs a message that has to succeed and says what it cost.
func (c *Chain) execute(call Call) Cost {
	c.t.Helper()
	cost, err := c.try(call)
	c.must(err, "execute %s", c.json(call.Msg))
	return cost
}

// try runs a message as a transaction of its own: when it fails, nothing of it is kept.
func (c *Chain) try(call Call) (Cost, error) {
	meter := storetypes.NewInfiniteGasMeter()
	events := sdk.NewEventManager()
	ctx, write := c.ctx.CacheContext()
	ctx = wasmtypes.WithTxContracts(
		ctx.WithGasMeter(c.tracer.metering(meter)).WithEventManager(events),
		wasmtypes.NewTxContracts(),
	)
	c.entries.reset()

	_, err := c.keeper.Execute(
		ctx,
		sdk.MustAccAddressFromBech32(call.Contract),
		sdk.MustAccAddressFromBech32(call.Sender),
		c.json(call.Msg),
		c.coins(call.Coins),
	)
	if err != nil {
		return Cost{}, err
	}
	write()
	c.events = events.Events()

	return Cost{Gas: meter.GasConsumed(), Entries: c.entries.all, Codes: c.entries.loaded}, nil
}

// attribute is the last value of this name among the events of the last message.
func (c *Chain) attribute(name string) string {
	c.t.Helper()
	value, found := "", false
	for _, event := range c.events {
		for _, attribute := range event.Attributes {
			if attribute.Key == name {
				value, found = attribute.Value, true
			}
		}
	}
	if !found {
		c.t.Fatalf("the last message has no attribute %s", name)
	}
	return value
}

// query asks a contract and reads the answer into a value.
func (c *Chain) query(contract string, msg, answer any) {
	c.t.Helper()
	found, err := c.app.WasmKeeper.QuerySmart(c.unmetered(), sdk.MustAccAddressFromBech32(contract), c.json(msg))
	c.must(err, "query %s", c.json(msg))
	c.must(json.Unmarshal(found, answer), "read the answer to %s", c.json(msg))
}

// account is the address of a user who begins with this much of the base denom.
func (c *Chain) account(name string, amount int64) string {
	c.t.Helper()
	bytes := make([]byte, 20)
	copy(bytes, name)
	address := sdk.AccAddress(bytes)
	if amount > 0 {
		coins := sdk.NewCoins(sdk.NewCoin(baseDenom, sdkmath.NewInt(amount)))
		c.must(c.app.BankKeeper.MintCoins(c.ctx, "mint", coins), "mint coins")
		c.must(c.app.BankKeeper.SendCoinsFromModuleToAccount(c.ctx, "mint", address, coins), "fund %s", name)
	}
	return address.String()
}

// pay sends coins from one account to another, without a contract.
func (c *Chain) pay(from, to, coins string) {
	c.t.Helper()
	err := c.app.BankKeeper.SendCoins(
		c.ctx, sdk.MustAccAddressFromBech32(from), sdk.MustAccAddressFromBech32(to), c.coins(coins),
	)
	c.must(err, "pay %s", coins)
}

// pass lets time go by, in blocks.
func (c *Chain) pass(seconds int64) {
	c.ctx = c.ctx.
		WithBlockHeight(c.ctx.BlockHeight() + seconds/secondsPerBlock + 1).
		WithBlockTime(c.ctx.BlockTime().Add(time.Duration(seconds) * time.Second))
}

// branch does something that is forgotten afterwards.
func (c *Chain) branch(do func()) {
	trunk := c.ctx
	c.ctx, _ = trunk.CacheContext()
	do()
	c.ctx = trunk
}

// settle writes what was done so far into the trees of the stores. Iterating over a store sorts
// what was not written yet, so a long run without it slows down.
func (c *Chain) settle() {
	c.app.CommitMultiStore().Commit()
}

// unmetered is for what is not measured.
func (c *Chain) unmetered() sdk.Context {
	return c.ctx.WithGasMeter(storetypes.NewInfiniteGasMeter())
}

func (c *Chain) json(msg any) []byte {
	c.t.Helper()
	text, err := json.Marshal(msg)
	c.must(err, "write a message")
	return text
}

func (c *Chain) coins(text string) sdk.Coins {
	c.t.Helper()
	if text == "" {
		return nil
	}
	coins, err := sdk.ParseCoinsNormalized(text)
	c.must(err, "read %s", text)
	return coins
}

func (c *Chain) must(err error, what string, about ...any) {
	c.t.Helper()
	if err != nil {
		c.t.Fatalf(what+": %v", append(about, err)...)
	}
}
