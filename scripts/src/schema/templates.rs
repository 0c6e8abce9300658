//! What an attribute `#[error(..)]` prints.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// What a variant prints.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Template {
    /// A text with a name in braces for each value.
    Text(String),
    /// What the error in it prints.
    Transparent,
}

/// The template among a variant's attributes.
pub(super) fn of(attributes: &[Attribute]) -> Option<Template> {
    let error = attributes
        .iter()
        .find(|attribute| attribute.path().is_ident("error"))?;
    let Meta::List(list) = &error.meta else {
        return None;
    };
    let mut arguments = split(list.tokens.clone()).into_iter();
    let first = arguments.next()?;
    match syn::parse2::<Lit>(first) {
        Ok(Lit::Str(text)) => {
            let rest = arguments.map(last_word).collect::<Vec<_>>();
            Some(Template::Text(named(&text.value(), &rest)))
        }
        _ => Some(Template::Transparent),
    }
}

/// The documentation among a variant's attributes, on one line.
pub(super) fn documentation(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else {
            return None;
        };
        match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) if pair.path.is_ident("doc") => Some(text.value().trim().to_owned()),
            _ => None,
        }
    });
    lines.collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// `NotFound` as `not_found`, `NotACoin` as `not_a_coin`, `PriceOfIPO` as `price_of_ipo`.
pub(super) fn snake_case(name: &str) -> String {
    let mut written = String::new();
    let mut was_upper = true;
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let starts_a_word = letters.peek().is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && !written.is_empty() && (!was_upper || starts_a_word) {
            written.push('_');
        }
        was_upper = letter.is_uppercase();
        written.extend(letter.to_lowercase());
    }
    written
}

/// The arguments of an attribute. Not by syn's parser of expressions: `.field` is none.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![TokenStream::new()];
    for token in tokens {
        let is_comma = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ',');
        if is_comma {
            arguments.push(TokenStream::new());
        } else if let Some(last) = arguments.last_mut() {
            last.extend([token]);
        }
    }
    arguments
}

/// The name of the field that an argument prints: `expiry(.expiration)` prints `expiration`.
fn last_word(argument: TokenStream) -> String {
    let words = argument.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(last_word(group.stream())),
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    words.last().unwrap_or_default()
}

/// A format text with the names of its values only: without how they are written, and with a name
/// where there is none.
fn named(text: &str, arguments: &[String]) -> String {
    let mut written = String::new();
    let mut unnamed = 0..;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        written.push(letter);
        let is_brace = letter == '{' || letter == '}';
        if is_brace && letters.peek() == Some(&letter) {
            written.extend(letters.next());
            continue;
        }
        if letter != '{' {
            continue;
        }
        let hole = letters.by_ref().take_while(|letter| *letter != '}');
        let hole = hole.collect::<String>();
        let name = hole.split(':').next().unwrap_or_default();
        let mut argument = || arguments.get(unnamed.next().unwrap_or(0));
        let name = if name.is_empty() {
            argument().map_or("", String::as_str)
        } else {
            name
        };
        written.push_str(name);
        written.push('}');
    }
    written
}

#[cfg(test)]
mod tests {
    use syn::{parse_quote, Attribute};

    use super::*;

    fn template(attribute: Attribute) -> Option<Template> {
        of(&[attribute])
    }

    #[test]
    fn a_template_keeps_the_names_of_its_values_and_drops_how_they_are_written() {
        let text = |text: &str| Some(Template::Text(text.to_owned()));

        assert_eq!(
            text("{contract} is {0}"),
            template(parse_quote!(#[error("{contract:?} is {0}")]))
        );
        assert_eq!(
            text("stage not expired{expiration}"),
            template(parse_quote!(#[error("stage not expired{}", expiry(.expiration))]))
        );
        assert_eq!(
            text("{{as it is}} {a}"),
            template(parse_quote!(#[error("{{as it is}} {a}")]))
        );
        assert_eq!(
            Some(Template::Transparent),
            template(parse_quote!(#[error(transparent)]))
        );
        assert_eq!(None, template(parse_quote!(#[from])));
    }

    #[test]
    fn names_become_snake_case() {
        assert_eq!("not_a_coin", snake_case("NotACoin"));
        assert_eq!("price_of_ipo", snake_case("PriceOfIPO"));
        assert_eq!("unauthorized", snake_case("Unauthorized"));
        assert_eq!("invalid_utf8", snake_case("InvalidUtf8"));
    }
}
