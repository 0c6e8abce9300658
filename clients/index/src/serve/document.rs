//! The description of the endpoints, in OpenAPI.

use utoipa::openapi::schema::{Object, Schema};
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, RefOr};

const ABOUT: &str = "What happened to a deployment of the protocol, and what it holds. Amounts are micro \
    units and prices base units for a micro unit of an asset, both exact and as strings; heights, times (UNIX \
    seconds) and numbers are integers. What is not known is null, never zero. Lists come in pages: `next` is \
    the `offset` of the next one. An unknown parameter is refused.";

/// The description without its paths.
pub(super) fn head() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Mirror index")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").build()));
    OpenApiBuilder::new().info(info.build()).build()
}

/// Every field of an answer is always there: what is not known is null.
pub(super) fn completed(mut document: OpenApi) -> OpenApi {
    let components = document.components.iter_mut();
    for schema in components.flat_map(|components| components.schemas.values_mut()) {
        complete(schema);
    }
    document
}

fn complete(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => require_all(object),
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter_mut().for_each(complete),
        _ => {}
    }
}

fn require_all(object: &mut Object) {
    object.required = object.properties.keys().cloned().collect();
}
