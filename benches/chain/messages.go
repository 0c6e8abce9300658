package chain

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// object is a JSON object.
type object = map[string]any

// nothing is a message's empty body.
var nothing = object{}

func native(denom string) object  { return object{"native_token": object{"denom": denom}} }
func token(address string) object { return object{"token": object{"contract_addr": address}} }

// amounts travel as text, since JavaScript's numbers end at 2^53.
func text(amount int64) string { return fmt.Sprint(amount) }

func asset(info object, amount int64) object {
	return object{"info": info, "amount": text(amount)}
}

// base is an amount of the base denom as an asset; baseCoins is the same as coins.
func base(amount int64) object      { return asset(native(baseDenom), amount) }
func baseCoins(amount int64) string { return text(amount) + baseDenom }

// hook is a message inside a message.
func hook(msg any) string {
	bytes, err := json.Marshal(msg)
	if err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(bytes)
}

// send hands tokens to a contract and tells it what they are for.
func send(holder, token, contract, amount string, msg any) Call {
	return Call{Sender: holder, Contract: token, Msg: object{"send": object{
		"contract": contract, "amount": amount, "msg": hook(msg),
	}}}
}

func transfer(holder, token, recipient, amount string) Call {
	return Call{Sender: holder, Contract: token, Msg: object{"transfer": object{
		"recipient": recipient, "amount": amount,
	}}}
}

// allow lets a contract take tokens from their holder.
func allow(holder, token, spender string, amount int64) Call {
	return Call{Sender: holder, Contract: token, Msg: object{"increase_allowance": object{
		"spender": spender, "amount": text(amount),
	}}}
}
