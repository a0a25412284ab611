//! The function `main`.

use graph_resource::Cloud;
use proc_macro2::TokenStream;
use quote::quote;

use crate::scaffold::input::Input;
use crate::scaffold::model::Method;
use crate::scaffold::names;
use crate::scaffold::query::calls::Calls;

/// The variable that the examples of the library read the access token from.
const TOKEN: &str = "GRAPH_ACCESS_TOKEN";

/// Writes a function that sends the request and prints the outcome. The arguments of the program are the keys.
pub(crate) fn function(method: &Method, calls: &Calls, input: &Input) -> TokenStream {
    let names: Vec<_> = calls
        .parameters
        .names
        .iter()
        .map(|name| names::ident(name))
        .collect();
    let arguments =
        (!names.is_empty()).then(|| quote!(let mut arguments = std::env::args().skip(1);));
    let parsed = names
        .iter()
        .zip(&calls.parameters.names)
        .map(|(ident, name)| {
            let missing = format!("pass an argument for `{name}`");
            quote!(let #ident = arguments.next().ok_or(#missing)?;)
        });
    let may_fail = calls.parameters.error.map(|_| quote!(?));
    let is_one_page = input.option("$top").is_some();
    let read = read(method, is_one_page);
    let client = client(input.cloud);
    let no_token = format!("set {TOKEN} to an access token");
    quote! {
        #[tokio::main]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            #arguments
            #(#parsed)*
            let token = std::env::var(#TOKEN).map_err(|_| #no_token)?;
            let client = #client;
            let request = request(#(&#names),*)#may_fail;
            println!("GET {request}");
            #read
            Ok(())
        }
    }
}

fn client(cloud: Cloud) -> TokenStream {
    let cloud = match cloud {
        Cloud::UsGov => quote!(UsGov),
        Cloud::UsGovDod => quote!(UsGovDod),
        Cloud::China => quote!(China),
        _ => return quote!(Client::new(token)),
    };
    quote!(Client::builder().credential(token).cloud(graph_resource::Cloud::#cloud).build()?)
}

fn read(method: &Method, is_one_page: bool) -> TokenStream {
    match method {
        Method::Get => quote! {
            let object = request.send(&client).await?;
            println!("{object:#?}");
        },
        Method::Count => quote! {
            let count = request.send(&client).await?;
            println!("{count}");
        },
        Method::List if is_one_page => quote! {
            let page = request.page(&client).await?;
            for item in page.value {
                println!("{item:#?}");
            }
        },
        Method::List => quote! {
            let mut items = request.stream(&client);
            while let Some(item) = items.next().await? {
                println!("{item:#?}");
            }
        },
        Method::Changes => quote! {
            let mut changes = request.stream(&client);
            while let Some(change) = changes.next().await? {
                println!("{change:#?}");
            }
            if let Some(link) = changes.delta_link() {
                println!("the next round starts at {}", link.as_str());
            }
        },
        Method::Content(_) => quote! {
            let bytes = request.bytes(&client).await?;
            println!("{} bytes", bytes.len());
        },
    }
}
