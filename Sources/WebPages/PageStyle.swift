/// The style of a page, light and dark, for screens of any width and for paper.
enum PageStyle {
  /// Colours stand in variables, first the light ones and then the dark.
  static let sheet: StaticString = """

    :root{--page:#ffffff;--ink:#1d2329;--soft:#57606a;--line:#d5dae0;--box:#f5f7f9;--link:#0b5cad;--good:#1a6b34;\
    --goodbox:#dff3e4;--bad:#a3212a;--badbox:#fbe3e4;--late:#7a4b00;--latebox:#fbeecb;--kw:#8a2be2;--fn:#0b5cad;\
    --nm:#24518f;--nu:#0a6a73;--co:#8a1f7d;--st:#1a6b34;--es:#8f4300;--secret:#efe6fb;--secretink:#5b2a9d;\
    --blocked:#9aa3ad;--dns:#2f8f83;--connect:#c77d1a;--ssl:#8f5bd0;--send:#3b78d8;--wait:#3f9b53;--receive:#d05a86}
    @media (prefers-color-scheme:dark){:root{--page:#14181d;--ink:#e4e8ec;--soft:#a2acb7;--line:#343c46;--box:#1d232a;\
    --link:#7db7ff;--good:#7fd79a;--goodbox:#173322;--bad:#ff9ba1;--badbox:#43191d;--late:#f1c566;--latebox:#3c2c0b;\
    --kw:#d3a6ff;--fn:#7db7ff;--nm:#9cc4f5;--nu:#6fd3dc;--co:#f0a3e4;--st:#8fdba4;--es:#f2b27a;--secret:#2f2444;\
    --secretink:#d5bfff;--blocked:#7d8894;--dns:#3fb3a4;--connect:#e0a04a;--ssl:#b08be8;--send:#6ea2f2;\
    --wait:#62c07a;--receive:#e988ac}}
    *{box-sizing:border-box}
    html{background:var(--page);color:var(--ink);font:16px/1.55 system-ui,sans-serif;-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:60rem;padding:1rem;overflow-wrap:break-word}
    h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.8em 0 .6em;unicode-bidi:isolate;scroll-margin-top:1rem}
    h1{font-size:2rem;margin-top:.2em}
    h2{font-size:1.4rem;border-bottom:1px solid var(--line);padding-bottom:.25em}
    h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
    p,ul,ol,blockquote,dl{margin:.8em 0}
    ul,ol{padding-inline-start:1.5em}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,pre:focus-visible,div:focus-visible{outline:2px solid var(--link);\
    outline-offset:2px}
    blockquote{border-inline-start:4px solid var(--line);margin-inline:0;padding-inline-start:1em;color:var(--soft)}
    hr{border:0;border-top:1px solid var(--line);margin:2em 0}
    code,pre,.json,.url,.verb,.exchange>summary,.fields{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;\
    font-size:.85rem}
    :not(pre)>code{background:var(--box);border:1px solid var(--line);border-radius:4px;padding:.05em .3em}
    pre,.json{margin:0;padding:.75rem;overflow-x:auto;line-height:1.5;unicode-bidi:isolate;direction:ltr;text-align:left}
    pre,pre code{unicode-bidi:plaintext}
    pre.code{background:var(--box);border:1px solid var(--line);border-radius:6px;margin:.8em 0}
    .cell pre.code{margin:0}
    pre code{font-size:inherit}
    .wide{overflow-x:auto;margin:.8em 0}
    table{border-collapse:collapse}
    th,td{border:1px solid var(--line);padding:.3em .6em;text-align:start;vertical-align:top}
    th{background:var(--box)}
    th.center,td.center{text-align:center}th.right,td.right{text-align:right}th.left,td.left{text-align:left}
    summary{cursor:pointer;font-size:.9rem}
    nav summary{font-weight:600}
    nav ul{list-style:none;margin:.4em 0;padding:0}
    nav li{margin:.25em 0}nav .deep{padding-inline-start:1em}
    nav{border:1px solid var(--line);border-radius:6px;padding:.6rem .9rem;margin-bottom:1.5rem;font-size:.9rem}
    .cell{margin:1.2rem 0;scroll-margin-top:1rem}
    .label{margin:0 0 .25rem;color:var(--soft);font-size:.8rem}
    .tag{border:1px solid var(--line);border-radius:1em;padding:.05em .6em;margin-inline-start:.6em}
    .output{border:1px solid var(--line);border-radius:0 0 6px 6px;border-top-style:dashed;margin-top:-1px}
    .status{margin:0;padding:.5rem .75rem 0;font-size:.9rem}.status:last-child{padding-bottom:.5rem}
    .badge{border-radius:4px;padding:.1em .45em;font-weight:600;font-size:.85rem;white-space:nowrap}
    .good{color:var(--good)}.bad{color:var(--bad)}.late{color:var(--late)}
    .badge.good{background:var(--goodbox)}.badge.bad{background:var(--badbox)}.badge.late{background:var(--latebox)}
    .hidden{border:1px solid var(--line);border-radius:6px;padding:.35rem .75rem}.hidden[open]>summary{margin-bottom:.35rem}
    .secret{background:var(--secret);color:var(--secretink);border-radius:3px}
    .kw{color:var(--kw);font-weight:600}.fn{color:var(--fn)}.nm{color:var(--nm)}.nu{color:var(--nu)}.co{color:var(--co)}
    .st{color:var(--st)}.es{color:var(--es)}.cm,.count{color:var(--soft)}.er{color:var(--bad);text-decoration:underline}
    .json .in{padding-inline-start:1.4em;border-inline-start:1px solid var(--line)}
    .json bdi{white-space:pre-wrap;overflow-wrap:anywhere}
    .json summary{font-size:inherit}
    .json .count{margin-inline-start:.6em;font-size:.75rem}
    .json details:not([open])+div{display:inline}.json details:not([open]){display:inline-block;max-width:100%}
    .exchange{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:.35rem .75rem}
    .exchange>summary{color:var(--soft);overflow-wrap:anywhere}
    .exchange[open]>summary{margin-bottom:.6rem}
    .verb{font-weight:700;color:var(--ink)}
    .url{overflow-wrap:anywhere}
    .sides{display:grid;gap:1rem}
    .side{min-width:0}.side pre{padding:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}.side .json{padding:.3rem 0}
    .fields{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.15rem .8rem;margin:.4rem 0}
    .fields dt{color:var(--soft);overflow-wrap:anywhere}.fields dd{margin:0;overflow-wrap:anywhere}
    svg{display:block;width:100%;height:10px;background:var(--box)}
    .timing{margin:.4rem 0}
    .legend{list-style:none;padding:0;margin:.3rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.8rem}
    .legend li::before{content:"";display:inline-block;width:.8em;height:.8em;margin-inline-end:.4em;background:currentColor;\
    border-radius:2px}
    .legend li{color:var(--soft)}
    rect.t-blocked,.t-blocked::before{fill:var(--blocked);background:var(--blocked)!important}
    rect.t-dns,.t-dns::before{fill:var(--dns);background:var(--dns)!important}
    rect.t-connect,.t-connect::before{fill:var(--connect);background:var(--connect)!important}
    rect.t-ssl,.t-ssl::before{fill:var(--ssl);background:var(--ssl)!important}
    rect.t-send,.t-send::before{fill:var(--send);background:var(--send)!important}
    rect.t-wait,.t-wait::before{fill:var(--wait);background:var(--wait)!important}
    rect.t-receive,.t-receive::before{fill:var(--receive);background:var(--receive)!important}
    .requests{font-size:.85rem;width:100%}.requests td:nth-child(2){min-width:12rem}
    .bar{min-width:12rem;width:35%}.right{white-space:nowrap}
    footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:.5rem;color:var(--soft)}
    @media (min-width:75rem){body{max-width:78rem;display:grid;grid-template-columns:15rem minmax(0,1fr);gap:0 2.5rem}\
    nav{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto;border:0;padding:0}\
    main,footer{grid-column:2;min-width:0}}
    @media (min-width:50rem){.sides{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
    @media (max-width:30rem){html{font-size:15px}h1{font-size:1.6rem}}
    @media print{html{font-size:11pt}body{display:block;max-width:none;padding:0}nav{display:none}\
    pre,.json{white-space:pre-wrap;overflow-wrap:anywhere;overflow:visible}details::details-content{content-visibility:visible;\
    block-size:auto}h1,h2,h3,h4,h5,h6,.label{break-after:avoid-page}pre.code,svg,tr{break-inside:avoid-page}a{color:inherit}}

    """
}
