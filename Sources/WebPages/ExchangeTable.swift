import TextLayout
import Transcripts

/// Lists all exchanges of a session, with their times side by side where the recording has them.
struct ExchangeTable {
  /// An exchange, its number in the recording and the cell that sent it.
  struct Row {
    var number: Int
    var entry: HAREntry
    var cell: Int?
  }

  let rows: [Row]

  func render(into html: inout HTMLBuilder) {
    let total = rows.reduce(0) { $0 + $1.entry.timings.sum }
    let columns: [StaticString] = ["Cell", "Request", "Outcome", "Size"] + (total > 0 ? ["Time"] : [])
    html.element("div", class: "wide", [("tabindex", "0"), ("role", "group"), ("aria-label", "Requests")]) {
      html in
      html.element("table", class: "requests") { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for column in columns { html.element("th", [("scope", "col")]) { $0.literal(column) } }
          }
        }
        html.element("tbody") { html in
          var start = 0
          for row in rows {
            self.row(row, start, total, &html)
            start += row.entry.timings.sum
          }
        }
      }
    }
    if total > 0 {
      Waterfall.legend(of: rows.map(\.entry.timings), into: &html)
      html.element("p", class: "cm") { html in
        html.text("\(Amount.time(total)) in all, without the time between the requests.")
      }
    }
  }

  private func row(_ row: Row, _ start: Int, _ total: Int, _ html: inout HTMLBuilder) {
    let entry = row.entry
    html.element("tr") { html in
      html.element("td") { html in
        if let cell = row.cell {
          html.element("a", [("href", "#cell.\(cell)")]) { $0.text(String(cell)) }
        }
      }
      html.element("td") { html in
        html.element("a", [("href", "#exchange.\(row.number)")]) { html in
          html.element("span", class: "verb") { $0.data(entry.request.method) }
          html.literal(" ")
          html.element("span", class: "url") { $0.data(entry.request.url) }
        }
      }
      html.element("td") { ExchangeRenderer.outcome(entry.outcome, &$0) }
      html.element("td", class: "right") { $0.text(entry.answer.map { Amount.bytes($0.content.size) } ?? "") }
      if total > 0 {
        html.element("td", class: "bar") { html in
          let time = Amount.time(entry.timings.sum)
          Waterfall.bar(entry.timings, from: start, of: total, label: time, &html)
          html.text(time)
        }
      }
    }
  }
}
