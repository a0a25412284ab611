//! Functions that are generic over every exported trait.

#![allow(dead_code, reason = "they only have to compile")]

use graph_resource::auth::{CredentialError, IntoCredential, IntoTokenResult, kind};
use graph_resource::batch::{Batch, BatchAll, BatchRequest, BatchTuple};
use graph_resource::blocking::{
    self, ChangesRequest, CollectionRequest, ItemsRequest, ObjectRequest,
};
use graph_resource::conditional::{Conditional, EntityTag, IntoEntityTag, OptionalEntityTag};
use graph_resource::query::edm::{
    self, DateKind, DateTimeKind, EnumKind, NumericKind, OrderedKind, SortableKind, TextKind,
    TimeKind,
};
use graph_resource::query::edm_types::EdmType;
use graph_resource::query::item_kind::{CollectionItem, SingleValue};
use graph_resource::query::path::{
    DeclaringType, In, Item, Navigates, StructuralProperty, WithinEntity,
};
use graph_resource::query::{
    AnyOperand, Collection, ComparableTo, Enumeration, Expand, Expandable, Expr, FieldPath,
    HasProperties, IntoFilter, ListItem, Named, Nested, OfCollection, Operand, Order, Primitive,
    Recursive, Resource, Search, Selectable, StructuredType, ToMany, Typed, Value, Variable,
    WrittenAs,
};
use graph_resource::testing::{AsRequest, Fake};
use graph_resource::transport::HttpClient;
use graph_resource::types::{EdmField, EdmText, deserialize};
use graph_resource::{
    AccessToken, Client, ClientBuilder, Field, Filter, Get, Key, List, TokenCredential,
};
use serde::Deserializer;
use serde::de::DeserializeOwned;

fn client_with(credential: impl TokenCredential) -> Client {
    Client::new(credential)
}

fn client_over(http: impl HttpClient) -> ClientBuilder {
    Client::builder().http_client(http)
}

fn client_of_any_kind<Kind>(
    credential: impl IntoCredential<Kind, Error: CredentialError>,
) -> Client {
    Client::new(credential)
}

fn client_with_token(token: impl IntoCredential<kind::Token, Error: CredentialError>) -> Client {
    Client::new(token)
}

fn token(result: impl IntoTokenResult) -> Option<AccessToken> {
    result.into_token_result().ok()
}

fn batch<B: BatchTuple>(client: &Client, requests: B) -> Batch<B::Requests> {
    client.batch(requests)
}

fn batch_all<R: BatchRequest>(client: &Client, requests: Vec<R>) -> BatchAll<R> {
    client.batch_all(requests)
}

fn with_key<T>(get: impl Fn(&dyn Key) -> Get<T>, key: impl Key) -> Get<T> {
    get(&key)
}

/// A filter on a request that was made elsewhere.
fn filtered<T>(list: List<T>, filter: impl IntoFilter<T>) -> List<T> {
    list.filter(filter)
}

/// The name of a column that a program's own item has.
fn column<P, O, const INDEX: usize, T>(field: &Field<P, O, INDEX, T>, name: &str) -> Named
where
    P: FieldPath,
    O: DeclaringType,
    T: HasProperties,
{
    field.named(name)
}

fn read_if_changed<T, Kind>(get: Get<T>, stored: impl IntoEntityTag<Kind>) -> Conditional<T> {
    get.if_none_match(stored)
}

fn stored_or_not<T>(
    get: Get<T>,
    stored: impl IntoEntityTag<OptionalEntityTag>,
    known: impl IntoEntityTag<EntityTag>,
) -> [Conditional<T>; 2] {
    [get.clone().if_none_match(stored), get.if_none_match(known)]
}

/// A request builder of a program's own.
fn first_sorted<T: Resource, S, M>(
    list: List<T>,
    filter: impl IntoFilter<T>,
    order: Order<T>,
    expand: Expand<T, S, M>,
    search: impl Into<Search<T>>,
) -> List<T> {
    list.filter(filter)
        .order_by(order)
        .expand(expand)
        .search(search)
        .top(1)
}

fn object<R: ObjectRequest>(client: &blocking::Client, request: &R) -> Option<R::Output> {
    client.send(request).ok()
}

fn collection<R: CollectionRequest>(client: &blocking::Client, request: &R) -> Vec<R::Item> {
    client.all(request).unwrap_or_default()
}

fn items<R: ItemsRequest>(client: &blocking::Client, request: &R) -> blocking::Items<R::Item> {
    client.iter(request)
}

fn changes<R: ChangesRequest>(
    client: &blocking::Client,
    request: &R,
) -> blocking::Changes<R::Item> {
    client.iter_changes(request)
}

fn select<T>(get: Get<T>, property: &dyn Selectable<T>) -> Get<T> {
    get.select([property])
}

fn at_path<T: DeserializeOwned>(path: &str) -> Get<T> {
    Get::at_path(path)
}

fn text<V: Value<Kind = edm::Text>>(value: V) -> Expr<(), edm::Text> {
    Expr::of(value)
}

fn cast_to<N: Primitive, E, K>(expression: Expr<E, K>) -> Expr<E, N::Kind> {
    expression.cast_as::<N>()
}

fn member<E: Enumeration>(member: &E) -> &str {
    member.member()
}

fn is_equal<E, K>(one: Expr<E, K>, other: impl Operand<E, K>) -> Filter<E> {
    one.eq(other)
}

fn is_one_of<E, K>(one: Expr<E, K>, item: impl ListItem<Kind = K>) -> Filter<E> {
    one.in_([item])
}

fn is_on<E, K: DateTimeKind>(one: Expr<E, K>, day: impl Value<Kind = edm::Date>) -> Filter<E> {
    one.date().eq(day)
}

fn is_like<E, K, L: ComparableTo<K>>(one: Expr<E, K>, other: Expr<E, L>) -> Filter<E> {
    one.eq(other)
}

fn is_named<E>(name: &str, other: impl AnyOperand<E>) -> Filter<E> {
    Field::named(name).eq(other)
}

fn is_missing<Kind, P: FieldPath, O: DeclaringType, const INDEX: usize, T: SingleValue<Kind>>(
    field: &Field<P, O, INDEX, T>,
) -> Filter<P::Entity> {
    field.is_null()
}

fn first_of<E, S, M: OfCollection>(expand: Expand<E, S, M>) -> Expand<E, S, M> {
    expand.top(1)
}

fn all_above<E, S: Recursive<E>, M>(expand: Expand<E, S, M>) -> Expand<E, S, M> {
    expand.levels_max()
}

fn ordered<E, K: SortableKind>(expression: Expr<E, K>) -> Order<E> {
    expression.asc()
}

fn is_greater<E, K: OrderedKind>(one: Expr<E, K>, other: Expr<E, K>) -> Filter<E> {
    one.gt(other)
}

fn functions<E, T: TextKind, N: NumericKind, D: DateKind, H: TimeKind, F: EnumKind>(
    text: Expr<E, T>,
    number: Expr<E, N>,
    date: Expr<E, D>,
    time: Expr<E, H>,
    flags: Expr<E, F>,
    flag: impl Value<Kind = F>,
) -> Filter<E> {
    let sum = text.length().add(number.neg()).add(date.year());
    sum.eq(time.hour()) & flags.has(flag)
}

/// Any comparable property, wherever it is.
fn is_known<P: FieldPath, O: DeclaringType, const INDEX: usize, T: Typed>(
    field: &Field<P, O, INDEX, T>,
) -> Filter<P::Entity> {
    field.is_not_null()
}

fn selected<P: WithinEntity, O: StructuralProperty, const INDEX: usize, T>(
    get: Get<P::Entity>,
    field: &Field<P, O, INDEX, T>,
) -> Get<P::Entity> {
    get.select([field])
}

fn expanded<
    P: WithinEntity,
    O: Navigates + DeclaringType,
    const INDEX: usize,
    T: Expandable<Multiplicity = ToMany>,
>(
    field: &Field<P, O, INDEX, T>,
) -> Expand<P::Entity, T::Type> {
    field.expand().top(1)
}

fn is_a<D: StructuredType, P: FieldPath, O: DeclaringType, const INDEX: usize, T: Nested>(
    field: &Field<P, O, INDEX, T>,
) -> Filter<P::Entity> {
    field.is_of::<D>()
}

type ItemOf<P, O, const INDEX: usize> = Item<In<P, O, INDEX>>;

fn matches_any<M, I, P: FieldPath, O: DeclaringType, const INDEX: usize, T>(
    field: &Field<P, O, INDEX, T>,
    condition: impl FnOnce(<T::Item as Variable<M>>::At<ItemOf<P, O, INDEX>>) -> Filter<P::Entity>,
) -> Filter<P::Entity>
where
    T: Collection,
    T::Item: Variable<M> + CollectionItem<I>,
{
    field.any(condition)
}

fn value<'de, Form, T: EdmField<Form>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserialize(deserializer)
}

fn text_value<T: EdmText>(text: &str) -> Option<T> {
    T::from_text(text)
}

fn missing(fake: &Fake, request: impl AsRequest) {
    fake.on(request).status(404);
}

fn same_kind<K: ComparableTo<K>>(_: K) {}

fn declared_as<M: EdmType, T: Typed<Kind: WrittenAs<M>>>(_: &T) {}
