// From the front page to the reader's language; a row's id after # leads to its article: index.html#<article>.s1203
"use strict";
const french = navigator.languages.some((tag, i) => tag.startsWith("fr") && !navigator.languages.slice(0, i).some((t) => t.startsWith("en")));
const home = french ? "fr/" : "en/";
const article = /^#([a-z0-9-]+)(?:\.[sdm][0-9-]+)?$/.exec(location.hash);
location.replace(article ? `${home}articles/${article[1]}.html${location.hash}` : `${home}index.html`);
