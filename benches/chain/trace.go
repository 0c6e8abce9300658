package chain

import (
	"encoding/json"
	"fmt"
	"strings"

	storetypes "cosmossdk.io/store/types"
	wasmtypes "github.com/CosmWasm/wasmd/x/wasm/types"
	wasmvm "github.com/CosmWasm/wasmvm/v3"
	vm "github.com/CosmWasm/wasmvm/v3/types"
)

// vmGas is how much of the VM's own gas makes one of the chain's.
const vmGas = wasmtypes.DefaultGasMultiplier

// messageBytes is how much of a message a line shows.
const messageBytes = 400

// tracer writes down where the gas of one message goes: each contract entered, each access to its
// store, what it computed, and what the chain itself did around it.
type tracer struct {
	// names of the stored codes by checksum.
	names map[string]string
	on    bool
	// charged elsewhere: a charge that a line of its own shows already.
	elsewhere bool
	depth     int
	lines     []string
	// chain is what the chain's own stores took since the last line.
	chain, chainAccesses uint64
	// entering is the charge for the code that is entered next.
	entering uint64
	accounts []*account
}

func newTracer() *tracer { return &tracer{names: map[string]string{}} }

// start forgets what was seen and looks from now on.
func (t *tracer) start() {
	*t = tracer{names: t.names, on: true}
}

// stop returns what was seen.
func (t *tracer) stop(name string, cost Cost) string {
	t.note(cost.Gas, "in all")
	t.on = false
	return fmt.Sprintf("%s\n%s\n\n%s", name, strings.Join(t.lines, "\n"), table(t.accounts))
}

// note writes a line at the present depth, after what the chain did before it.
func (t *tracer) note(gas uint64, what string, about ...any) {
	if t.chainAccesses > 0 {
		chain, accesses := t.chain, t.chainAccesses
		t.chain, t.chainAccesses = 0, 0
		t.account("the chain").other += chain
		t.note(chain, "the chain's own stores, %d charges", accesses)
	}
	amount := ""
	if gas > 0 {
		amount = fmt.Sprint(gas)
	}
	t.lines = append(t.lines, fmt.Sprintf("%10s  %s%s", amount, strings.Repeat("  ", t.depth), fmt.Sprintf(what, about...)))
}

func (t *tracer) account(name string) *account {
	for _, known := range t.accounts {
		if known.name == name {
			return known
		}
	}
	added := &account{name: name}
	t.accounts = append(t.accounts, added)
	return added
}

// hush runs something whose charges are shown by the caller's own line.
func (t *tracer) hush(do func()) {
	was := t.elsewhere
	t.elsewhere = true
	do()
	t.elsewhere = was
}

// metering watches what is charged outside of contracts.
func (t *tracer) metering(meter storetypes.GasMeter) storetypes.GasMeter {
	return watchedMeter{meter, t}
}

type watchedMeter struct {
	storetypes.GasMeter
	tracer *tracer
}

func (m watchedMeter) ConsumeGas(gas storetypes.Gas, what string) {
	if m.tracer.on && !m.tracer.elsewhere && gas > 0 {
		m.tracer.charge(gas, what)
	}
	m.GasMeter.ConsumeGas(gas, what)
}

func (t *tracer) charge(gas uint64, what string) {
	switch {
	case strings.HasPrefix(what, "Loading"):
		t.entering = gas
		t.note(gas, "%s", strings.ToLower(what))
	case what == "wasm contract":
		// The contract's computing, which the engine's line shows.
	case strings.HasPrefix(what, "Custom contract event"):
		t.account("the chain").other += gas
		t.note(gas, "attributes")
	default:
		t.chain += gas
		t.chainAccesses++
	}
}

// around puts the tracer between the keeper and the VM.
func (t *tracer) around(engine wasmtypes.WasmEngine) wasmtypes.WasmEngine {
	return tracedEngine{engine, t}
}

type tracedEngine struct {
	wasmtypes.WasmEngine
	tracer *tracer
}

func (e tracedEngine) Instantiate(
	code wasmvm.Checksum, env vm.Env, info vm.MessageInfo, msg []byte, store wasmvm.KVStore, api wasmvm.GoAPI,
	querier wasmvm.Querier, meter wasmvm.GasMeter, limit uint64, deserCost vm.UFraction,
) (*vm.ContractResult, uint64, error) {
	return enter(e.tracer, "instantiate", code, msg, store, querier, meter,
		func(store wasmvm.KVStore, querier wasmvm.Querier) (*vm.ContractResult, uint64, error) {
			return e.WasmEngine.Instantiate(code, env, info, msg, store, api, querier, meter, limit, deserCost)
		})
}

func (e tracedEngine) Execute(
	code wasmvm.Checksum, env vm.Env, info vm.MessageInfo, msg []byte, store wasmvm.KVStore, api wasmvm.GoAPI,
	querier wasmvm.Querier, meter wasmvm.GasMeter, limit uint64, deserCost vm.UFraction,
) (*vm.ContractResult, uint64, error) {
	return enter(e.tracer, "execute", code, msg, store, querier, meter,
		func(store wasmvm.KVStore, querier wasmvm.Querier) (*vm.ContractResult, uint64, error) {
			return e.WasmEngine.Execute(code, env, info, msg, store, api, querier, meter, limit, deserCost)
		})
}

func (e tracedEngine) Query(
	code wasmvm.Checksum, env vm.Env, msg []byte, store wasmvm.KVStore, api wasmvm.GoAPI,
	querier wasmvm.Querier, meter wasmvm.GasMeter, limit uint64, deserCost vm.UFraction,
) (*vm.QueryResult, uint64, error) {
	return enter(e.tracer, "query", code, msg, store, querier, meter,
		func(store wasmvm.KVStore, querier wasmvm.Querier) (*vm.QueryResult, uint64, error) {
			return e.WasmEngine.Query(code, env, msg, store, api, querier, meter, limit, deserCost)
		})
}

func (e tracedEngine) Reply(
	code wasmvm.Checksum, env vm.Env, reply vm.Reply, store wasmvm.KVStore, api wasmvm.GoAPI,
	querier wasmvm.Querier, meter wasmvm.GasMeter, limit uint64, deserCost vm.UFraction,
) (*vm.ContractResult, uint64, error) {
	return enter(e.tracer, "reply", code, nil, store, querier, meter,
		func(store wasmvm.KVStore, querier wasmvm.Querier) (*vm.ContractResult, uint64, error) {
			return e.WasmEngine.Reply(code, env, reply, store, api, querier, meter, limit, deserCost)
		})
}

// enter runs a contract with its store and its questions watched.
func enter[Result any](
	t *tracer, kind string, code wasmvm.Checksum, msg []byte, store wasmvm.KVStore, querier wasmvm.Querier,
	meter wasmvm.GasMeter, run func(wasmvm.KVStore, wasmvm.Querier) (Result, uint64, error),
) (Result, uint64, error) {
	if !t.on {
		return run(store, querier)
	}
	name := t.names[string(code)]
	t.note(0, "%s %s %s", kind, name, shown(msg, messageBytes))
	account := t.account(name)
	account.entries++
	account.entering += t.entering
	t.entering = 0

	t.depth++
	result, used, err := run(watchedStore{store, t, account, meter}, watchedQuerier{querier, t})
	account.computing += used / vmGas
	t.note(used/vmGas, "computing")
	t.depth--
	return result, used, err
}

type watchedQuerier struct {
	wasmvm.Querier
	tracer *tracer
}

func (q watchedQuerier) Query(request vm.QueryRequest, limit uint64) (answer []byte, err error) {
	before := q.GasConsumed()
	q.tracer.note(0, "asks %s", question(request))
	q.tracer.depth++
	q.tracer.hush(func() { answer, err = q.Querier.Query(request, limit) })
	q.tracer.depth--
	q.tracer.note((q.GasConsumed()-before)/vmGas, "for the answer of %d bytes, all told", len(answer))
	return answer, err
}

func question(request vm.QueryRequest) string {
	if request.Wasm != nil && request.Wasm.Raw != nil {
		return "the store for " + shown(request.Wasm.Raw.Key, messageBytes)
	}
	if request.Wasm != nil && request.Wasm.Smart != nil {
		return shown(request.Wasm.Smart.Msg, messageBytes)
	}
	text, err := json.Marshal(request)
	if err != nil {
		return err.Error()
	}
	return shown(text, messageBytes)
}
