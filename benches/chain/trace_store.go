package chain

import (
	"fmt"
	"strings"

	wasmvm "github.com/CosmWasm/wasmvm/v3"
	vm "github.com/CosmWasm/wasmvm/v3/types"
)

// valueBytes is how much of a key or a value a line shows.
const valueBytes = 150

// account sums up one contract's part of a message.
type account struct {
	name                                            string
	entries, reads, writes                          int
	readBytes, writtenBytes                         int
	entering, reading, writing, deleting, iterating uint64
	computing, other                                uint64
}

func (a *account) gas() uint64 {
	return a.entering + a.reading + a.writing + a.deleting + a.iterating + a.computing + a.other
}

func table(accounts []*account) string {
	lines := []string{fmt.Sprintf("%-26s %7s %9s %7s %7s %8s %7s %7s %8s %8s %8s %9s %9s",
		"contract", "entries", "entering", "reads", "bytes", "gas", "writes", "bytes", "gas", "deleting", "stepping", "computing", "in all")}
	for _, a := range accounts {
		lines = append(lines, fmt.Sprintf("%-26s %7d %9d %7d %7d %8d %7d %7d %8d %8d %8d %9d %9d",
			a.name, a.entries, a.entering, a.reads, a.readBytes, a.reading, a.writes, a.writtenBytes, a.writing,
			a.deleting, a.iterating, a.computing, a.gas()))
	}
	return strings.Join(lines, "\n")
}

// watchedStore is a contract's store that writes down each access.
type watchedStore struct {
	wasmvm.KVStore
	tracer  *tracer
	account *account
	meter   wasmvm.GasMeter
}

// cost is what an access took.
func (s watchedStore) cost(access func()) uint64 {
	before := s.meter.GasConsumed()
	s.tracer.hush(access)
	return (s.meter.GasConsumed() - before) / vmGas
}

func (s watchedStore) Get(key []byte) (value []byte) {
	gas := s.cost(func() { value = s.KVStore.Get(key) })
	s.account.reads++
	s.account.readBytes += len(key) + len(value)
	s.account.reading += gas
	s.tracer.note(gas, "reads   %s", pair(key, value))
	return value
}

func (s watchedStore) Set(key, value []byte) {
	gas := s.cost(func() { s.KVStore.Set(key, value) })
	s.account.writes++
	s.account.writtenBytes += len(key) + len(value)
	s.account.writing += gas
	s.tracer.note(gas, "WRITES  %s", pair(key, value))
}

func (s watchedStore) Delete(key []byte) {
	gas := s.cost(func() { s.KVStore.Delete(key) })
	s.account.deleting += gas
	s.tracer.note(gas, "deletes %s (%d)", shown(key, valueBytes), len(key))
}

func (s watchedStore) Iterator(start, end []byte) vm.Iterator {
	return s.iterate("iterates from %s to %s", start, end, s.KVStore.Iterator)
}

func (s watchedStore) ReverseIterator(start, end []byte) vm.Iterator {
	return s.iterate("iterates backwards in %s to %s", start, end, s.KVStore.ReverseIterator)
}

func (s watchedStore) iterate(what string, start, end []byte, open func(start, end []byte) vm.Iterator) (opened vm.Iterator) {
	gas := s.cost(func() { opened = open(start, end) })
	s.account.iterating += gas
	s.tracer.note(gas, what, shown(start, valueBytes), shown(end, valueBytes))
	return watchedIterator{opened, s}
}

type watchedIterator struct {
	vm.Iterator
	store watchedStore
}

func (i watchedIterator) Next() {
	passed := pair(i.Key(), i.Value())
	gas := i.store.cost(i.Iterator.Next)
	i.store.account.iterating += gas
	i.store.tracer.note(gas, "passes  %s", passed)
}

func pair(key, value []byte) string {
	return fmt.Sprintf("%s (%d) = %s (%d)", shown(key, valueBytes), len(key), shown(value, valueBytes), len(value))
}

// shown spells bytes, those that are no letters in hexadecimal.
func shown(bytes []byte, limit int) string {
	text := strings.Builder{}
	for _, each := range bytes {
		if text.Len() >= limit {
			text.WriteString("…")
			break
		}
		if each >= ' ' && each <= '~' {
			text.WriteByte(each)
		} else {
			fmt.Fprintf(&text, "\\%02x", each)
		}
	}
	return text.String()
}
