//! The function `main`.

use graph_resource::Cloud;
use proc_macro2::TokenStream;
use quote::quote;

use super::request::{body, http_method};
use crate::scaffold::input::Input;
use crate::scaffold::model::{Action, Method};
use crate::scaffold::names;
use crate::scaffold::query::calls::Calls;

/// The variable that the examples of the library read the access token from.
const TOKEN: &str = "GRAPH_ACCESS_TOKEN";

/// The variable that they read the URL of another service from.
const BASE_URL: &str = "GRAPH_BASE_URL";

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
    let body_struct = body(method);
    let body = body_struct
        .as_ref()
        .map(|name| quote!(let body = #name::default();));
    let arguments_of_request = names.iter().map(|name| quote!(&#name));
    let arguments_of_request = arguments_of_request.chain(body_struct.map(|_| quote!(&body)));
    let http_method = http_method(method);
    let line = format!("{http_method} {{request}}");
    let may_fail = calls.parameters.error.map(|_| quote!(?));
    let read = read(method, input);
    let client = client(input.cloud);
    let no_token = format!("set {TOKEN} to an access token");
    quote! {
        #[tokio::main]
        async fn main() -> std::process::ExitCode {
            match run().await {
                Ok(()) => std::process::ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("error: {error}");
                    std::process::ExitCode::FAILURE
                }
            }
        }

        async fn run() -> Result<(), Box<dyn std::error::Error>> {
            #arguments
            #(#parsed)*
            let token = std::env::var(#TOKEN).map_err(|_| #no_token)?;
            #client
            #body
            let request = request(#(#arguments_of_request),*)#may_fail;
            println!(#line);
            #read
            Ok(())
        }
    }
}

/// The client, which reads from another service if the variable names one.
fn client(cloud: Cloud) -> TokenStream {
    let cloud = match cloud {
        Cloud::UsGov => Some(quote!(UsGov)),
        Cloud::UsGovDod => Some(quote!(UsGovDod)),
        Cloud::China => Some(quote!(China)),
        _ => None,
    };
    let cloud = cloud.map(|cloud| quote!(.cloud(graph_resource::Cloud::#cloud)));
    quote! {
        let mut client = Client::builder().credential(token) #cloud;
        if let Ok(url) = std::env::var(#BASE_URL) {
            client = client.base_url(url);
        }
        let client = client.build()?;
    }
}

fn read(method: &Method, input: &Input) -> TokenStream {
    let is_one_page = input.option("$top").is_some();
    let has_count = input.option("$count") == Some("true");
    let print_count = |count: TokenStream| {
        has_count.then(|| {
            quote! {
                if let Some(count) = #count {
                    println!("{count} in all");
                }
            }
        })
    };
    match method {
        Method::Get | Method::Action(Action { is_many: false, .. }) => quote! {
            let object = request.send(&client).await?;
            println!("{object:#?}");
        },
        Method::Count => quote! {
            let count = request.send(&client).await?;
            println!("{count}");
        },
        Method::List if is_one_page => {
            let count = print_count(quote!(page.count));
            quote! {
                let page = request.page(&client).await?;
                for item in page.value {
                    println!("{item:#?}");
                }
                #count
            }
        }
        Method::List | Method::Action(_) => {
            let count = print_count(quote!(items.total_count()));
            quote! {
                let mut items = request.stream(&client);
                while let Some(item) = items.next().await? {
                    println!("{item:#?}");
                }
                #count
            }
        }
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
            match std::str::from_utf8(&bytes) {
                Ok(text) => println!("{text}"),
                Err(_) => println!("{} bytes", bytes.len()),
            }
        },
    }
}
