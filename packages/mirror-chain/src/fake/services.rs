//! The query services of the fake's chain: accounts, balances, prefix, simulation, contracts.

use cosmrs::proto::cosmos::auth::v1beta1::{
    BaseAccount, Bech32PrefixResponse, QueryAccountRequest, QueryAccountResponse,
};
use cosmrs::proto::cosmos::bank::v1beta1::{
    QueryAllBalancesRequest, QueryAllBalancesResponse, QueryBalanceRequest, QueryBalanceResponse,
};
use cosmrs::proto::cosmos::base::abci::v1beta1::GasInfo;
use cosmrs::proto::cosmos::base::v1beta1::Coin;
use cosmrs::proto::cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse};
use cosmrs::proto::cosmwasm::wasm::v1::{
    QuerySmartContractStateRequest, QuerySmartContractStateResponse,
};
use cosmrs::proto::traits::{Message, MessageExt, Name};
use cosmrs::Any;

use super::chain::Chain;
use super::state::{State, Verdict};
use super::transaction::Tx;

/// The gas that every simulation comes to.
const GAS: u64 = 80_000;

/// What the service of a path answers of the state after a height.
pub(super) fn answer(
    chain: &Chain,
    path: &str,
    question: &[u8],
    height: u64,
) -> Result<Vec<u8>, Verdict> {
    let state = chain.state(height).ok_or_else(|| {
        let log =
            "cannot query with height in the future; please provide a valid height: invalid height";
        Verdict::sdk(26, log.to_string())
    })?;
    match path {
        "/cosmos.auth.v1beta1.Query/Account" => account(state, question),
        "/cosmos.auth.v1beta1.Query/Bech32Prefix" => bytes(&Bech32PrefixResponse {
            bech32_prefix: chain.prefix.clone(),
        }),
        "/cosmos.bank.v1beta1.Query/AllBalances" => balances(state, question),
        "/cosmos.bank.v1beta1.Query/Balance" => balance(state, question),
        "/cosmos.tx.v1beta1.Service/Simulate" => simulate(chain, state, question, height),
        "/cosmwasm.wasm.v1.Query/SmartContractState" => contract(chain, question, height),
        _ => Err(Verdict::sdk(
            6,
            "unknown query path: unknown request".to_string(),
        )),
    }
}

fn account(state: &State, question: &[u8]) -> Result<Vec<u8>, Verdict> {
    let asked: QueryAccountRequest = read(question)?;
    let Some(holder) = state.holders.get(&asked.address) else {
        let log = format!("account {} not found: key not found", asked.address);
        return Err(Verdict::sdk(22, log));
    };
    let account = BaseAccount {
        address: asked.address,
        pub_key: None,
        account_number: holder.number,
        sequence: holder.sequence,
    };
    bytes(&QueryAccountResponse {
        account: Some(Any {
            type_url: BaseAccount::type_url(),
            value: bytes(&account)?,
        }),
    })
}

fn balance(state: &State, question: &[u8]) -> Result<Vec<u8>, Verdict> {
    let asked: QueryBalanceRequest = read(question)?;
    bytes(&QueryBalanceResponse {
        balance: Some(Coin {
            amount: state.coins(&asked.address, &asked.denom).to_string(),
            denom: asked.denom,
        }),
    })
}

fn balances(state: &State, question: &[u8]) -> Result<Vec<u8>, Verdict> {
    let asked: QueryAllBalancesRequest = read(question)?;
    let holder = state.holders.get(&asked.address);
    let coins = holder.into_iter().flat_map(|holder| &holder.coins);
    let coins = coins.map(|(denom, amount)| Coin {
        denom: denom.clone(),
        amount: amount.to_string(),
    });
    bytes(&QueryAllBalancesResponse {
        balances: coins.collect(),
        pagination: None,
    })
}

fn simulate(
    chain: &Chain,
    state: &State,
    question: &[u8],
    height: u64,
) -> Result<Vec<u8>, Verdict> {
    let asked: SimulateRequest = read(question)?;
    let tx = Tx::read(&asked.tx_bytes, &chain.prefix);
    let tx = tx.ok_or_else(|| Verdict::sdk(2, "tx parse error".to_string()))?;
    let mut state = state.clone();
    let entered = state.enter(&tx, height.saturating_add(1));
    let verdict = entered.map_or_else(|verdict| verdict, |()| state.carry_out(&tx));
    if verdict.is_good() {
        return bytes(&SimulateResponse {
            gas_info: Some(GasInfo {
                gas_wanted: 0,
                gas_used: GAS,
            }),
            result: None,
        });
    }
    // All that is refused here has the same number.
    let log = format!(
        "rpc error: code = Unknown desc = {} with gas used: '1': unknown request",
        verdict.log
    );
    Err(Verdict::sdk(6, log))
}

/// A contract answers what it was taught, or what it is asked.
fn contract(chain: &Chain, question: &[u8], height: u64) -> Result<Vec<u8>, Verdict> {
    let asked: QuerySmartContractStateRequest = read(question)?;
    let question = serde_json::from_slice(&asked.query_data).unwrap_or_default();
    let answers = chain.answers.as_ref();
    let data = match answers.and_then(|answers| answers(height, &asked.address, &question)) {
        Some(Ok(answer)) => answer.to_string().into_bytes(),
        Some(Err(refusal)) => {
            let log = format!("{refusal}: query wasm contract failed");
            return Err(Verdict {
                codespace: "wasm",
                code: 9,
                log,
            });
        }
        None => asked.query_data,
    };
    bytes(&QuerySmartContractStateResponse { data })
}

fn read<M: Message + Default>(question: &[u8]) -> Result<M, Verdict> {
    M::decode(question).map_err(|error| Verdict::sdk(18, error.to_string()))
}

fn bytes(answer: &impl Message) -> Result<Vec<u8>, Verdict> {
    let bytes = answer.to_bytes();
    bytes.map_err(|error| Verdict::sdk(1, error.to_string()))
}
