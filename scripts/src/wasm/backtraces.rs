//! Takes the code that prints backtraces out of a contract: 24 KB, a sixth of a small one.
//!
//! An error of cosmwasm-std holds a backtrace, on a chain always a disabled one. The compiler cannot
//! know that none is ever captured, and links what prints one, down to the demangling of names.

use rustc_demangle::demangle;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, Function, Module};
use wasmparser::{FunctionBody, KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef};

use crate::Error;

/// The two functions that print a backtrace. A contract's code calls no others of it.
const PRINTING: [&str; 2] = [
    "<std::backtrace::Backtrace as core::fmt::Display>::fmt",
    "<std::backtrace::Backtrace as core::fmt::Debug>::fmt",
];

/// Functions that only those two call.
const FOR_PRINTING: [&str; 3] = [
    "rustc_demangle::",
    "std::backtrace_rs::",
    "<std::backtrace::Backtrace as core::fmt::",
];

/// The same module, with backtraces that print nothing. The module must have its functions' names.
pub(super) fn take_out(module: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bodies = Bodies {
        fates: fates(module).map_err(reencode::Error::from)?,
        function: 0,
    };
    let printing = |fate: &&Fate| matches!(fate, Fate::PrintsNothing);
    if bodies.fates.iter().filter(printing).count() != PRINTING.len() {
        return Err(Error::NoBacktraces);
    }

    let mut without = Module::new();
    bodies.parse_core_module(&mut without, Parser::new(0), module)?;
    Ok(without.finish())
}

/// What is done with a function.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Stays,
    PrintsNothing,
    IsNeverCalled,
}

impl Fate {
    fn of(symbol: &str) -> Self {
        // Without the compiler's hashes.
        let name = format!("{:#}", demangle(symbol));
        if PRINTING.contains(&name.as_str()) {
            Self::PrintsNothing
        } else if FOR_PRINTING.iter().any(|part| name.contains(part))
            // An error is dropped with its backtrace.
            && !name.contains("drop_in_place")
        {
            Self::IsNeverCalled
        } else {
            Self::Stays
        }
    }
}

/// What is done with each function that the module defines, in their order.
fn fates(module: &[u8]) -> wasmparser::Result<Vec<Fate>> {
    let (mut imported, mut fates) = (0, vec![]);
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(functions) => {
                let defined = usize::try_from(functions.count()).unwrap_or(usize::MAX);
                fates = vec![Fate::Stays; defined];
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    decide(&mut fates, imported, names)?;
                }
            }
            _ => {}
        }
    }
    Ok(fates)
}

/// Decide by the functions' names. The numbers in the list of names count imported functions first.
fn decide(
    fates: &mut [Fate],
    imported: usize,
    names: NameSectionReader<'_>,
) -> wasmparser::Result<()> {
    for name in names {
        let Name::Function(functions) = name? else {
            continue;
        };
        for naming in functions {
            let naming = naming?;
            let index = usize::try_from(naming.index).unwrap_or(usize::MAX);
            let place = index.checked_sub(imported);
            if let Some(fate) = place.and_then(|place| fates.get_mut(place)) {
                *fate = Fate::of(naming.name);
            }
        }
    }
    Ok(())
}

/// Copies a module, but for some functions' bodies.
struct Bodies {
    fates: Vec<Fate>,
    /// The number of the next function.
    function: usize,
}

impl Reencode for Bodies {
    type Error = std::convert::Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error> {
        let fate = self.fates.get(self.function).copied();
        self.function += 1;

        let mut replaced = Function::new([]);
        match fate.unwrap_or(Fate::Stays) {
            Fate::Stays => return reencode::utils::parse_function_body(self, code, body),
            // The zero of `Ok(())`.
            Fate::PrintsNothing => replaced.instructions().i32_const(0).end(),
            Fate::IsNeverCalled => replaced.instructions().unreachable().end(),
        };
        code.function(&replaced);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use wasm_encoder::{
        EntityType, FunctionSection, ImportSection, NameMap, NameSection, TypeSection, ValType,
    };

    use super::*;

    /// A module that imports a function, defines one for each name, and names them. A body returns
    /// the number it is given.
    fn module(functions: &[(&str, Option<i32>)]) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types
            .ty()
            .function([ValType::I32, ValType::I32], [ValType::I32]);
        imports.import("env", "abort", EntityType::Function(0));

        let (mut defined, mut code) = (FunctionSection::new(), CodeSection::new());
        let mut names = NameMap::new();
        for (index, (name, returned)) in (1..).zip(functions) {
            defined.function(0);
            let mut body = Function::new([]);
            match returned {
                Some(number) => body.instructions().i32_const(*number).end(),
                None => body.instructions().unreachable().end(),
            };
            code.function(&body);
            names.append(index, name);
        }
        let mut section = NameSection::new();
        section.functions(&names);

        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&defined)
            .section(&code)
            .section(&section);
        module.finish()
    }

    const DISPLAY: &str = "<std::backtrace::Backtrace as core::fmt::Display>::fmt";
    const DEBUG: &str = "<std::backtrace::Backtrace as core::fmt::Debug>::fmt";
    const DROP: &str = "core::ptr::drop_in_place::<std::backtrace::Backtrace>";
    const PRINTER: &str = "<rustc_demangle::v0::Printer>::print_type";
    const CLOSURE: &str = "<std::backtrace::Backtrace as core::fmt::Display>::fmt::{closure#0}";

    #[test]
    fn backtraces_print_nothing_and_everything_else_stays() {
        let built = module(&[
            ("execute", Some(1)),
            (DISPLAY, Some(2)),
            (PRINTER, Some(3)),
            (DROP, Some(4)),
            (DEBUG, Some(5)),
            (CLOSURE, Some(6)),
            ("query", Some(7)),
        ]);

        let expected = module(&[
            ("execute", Some(1)),
            (DISPLAY, Some(0)),
            (PRINTER, None),
            (DROP, Some(4)),
            (DEBUG, Some(0)),
            (CLOSURE, None),
            ("query", Some(7)),
        ]);
        assert_eq!(expected, take_out(&built).unwrap());
    }

    #[test]
    fn the_compiler_s_own_names_are_known() {
        let symbol = "_RNvXs4_NtCs3Bw60HMnaqE_3std9backtraceNtB5_9Backtrace\
                      NtNtCs9g3Y2ES5K2t_4core3fmt7Display3fmt";

        assert_eq!(Fate::PrintsNothing, Fate::of(symbol));
    }

    #[test]
    fn a_module_that_names_no_such_functions_is_refused() {
        for built in [
            module(&[("execute", Some(1)), (DISPLAY, Some(2))]),
            module(&[]),
        ] {
            assert!(matches!(take_out(&built), Err(Error::NoBacktraces)));
        }
        assert!(matches!(take_out(b"no wasm"), Err(Error::NotWasm(_))));
    }
}
