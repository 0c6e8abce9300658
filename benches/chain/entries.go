package chain

import (
	storetypes "cosmossdk.io/store/types"
	wasmtypes "github.com/CosmWasm/wasmd/x/wasm/types"
)

// entries charges as every node does and counts how often a contract is entered, and how often the
// full price was paid for loading its code.
type entries struct {
	wasmtypes.WasmGasRegister
	all, loaded int
}

func newEntries() *entries {
	return &entries{WasmGasRegister: wasmtypes.NewDefaultWasmGasRegister()}
}

func (e *entries) reset() {
	e.all, e.loaded = 0, 0
}

// SetupContractCost is asked once for each message and query, and not for replies.
func (e *entries) SetupContractCost(discount bool, messageBytes int) storetypes.Gas {
	e.all++
	if !discount {
		e.loaded++
	}
	return e.WasmGasRegister.SetupContractCost(discount, messageBytes)
}
