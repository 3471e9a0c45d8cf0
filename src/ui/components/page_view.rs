//! A rule's page on the screen.

use yew::prelude::*;

use crate::i18n::translated;
use crate::rules::{Block, Inline, Page};

pub fn page_view(page: &Page) -> Html {
    html! {
        <article class="page">
            <h1>{ &page.title }</h1>
            { for page.blocks.iter().map(block) }
        </article>
    }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Heading(text) => html! { <h2>{ text }</h2> },
        Block::Paragraph(parts) => html! { <p>{ for parts.iter().map(inline) }</p> },
        Block::List(items) => {
            html! { <ul>{ for items.iter().map(|item| html! { <li>{ for item.iter().map(inline) }</li> }) }</ul> }
        }
        Block::Code { info, text } => {
            let verdict = info.split_whitespace().nth(1).unwrap_or("").to_owned();
            html! {
                <figure class={classes!("example", verdict.clone())}>
                    if !verdict.is_empty() { <figcaption>{ translated(&verdict) }</figcaption> }
                    <pre tabindex="0"><code>{ text }</code></pre>
                </figure>
            }
        }
    }
}

fn inline(part: &Inline) -> Html {
    match part {
        Inline::Text(text) => html! { { text } },
        Inline::Code(text) => html! { <code>{ text }</code> },
    }
}
