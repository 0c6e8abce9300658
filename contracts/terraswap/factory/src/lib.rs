//! Creates the pairs and knows where they are.
