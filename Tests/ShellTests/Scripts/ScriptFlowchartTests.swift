import Shell
import Testing

/// What `:graph NAME mermaid` prints is text that Mermaid reads.
///
/// Mermaid 11 read texts such as these, and found these nodes and edges.
@Suite struct ScriptFlowchartTests {
  private let bench = SessionBench()

  private func define(_ actions: String, name: String = "a") throws {
    let cell = try bench.run("script \(name) {\n\(actions)\n}")
    #expect(cell.status == .done, "\(bench.session.storedOutput(of: cell))")
  }

  @Test func theFlowchartOfMermaid() throws {
    try define(
      """
      begin BEGIN -> outer
      outer LOOP 2 counter=o Repeat -> inner, Finished -> done
      inner LOOP {times} counter=i Repeat -> say, Finished -> outer
      say TRACE "{o}{i}" -> inner
      done END
      """)
    try bench.run("times = 1\nstart a")
    #expect(
      try bench.output(of: ":graph a mermaid") == """
        flowchart TD
          a1(["begin<br>BEGIN"])
          a2{{"outer<br>LOOP 2 counter=o"}}
          a3{{"inner<br>LOOP {times} counter=i"}}
          a4["say<br>TRACE #34;{o}{i}#34;"]
          a5(["done<br>END"])
          a1 ==> a2
          a2 ==>|"Repeat"| a3
          a2 ==>|"Finished"| a5
          a3 ==>|"Repeat"| a4
          a3 ==>|"Finished"| a2
          a4 ==> a3
        """)
  }

  @Test func signsOfMermaidAreWrittenByTheirNumbers() throws {
    try define(
      """
      end BEGIN -> subgraph
      subgraph CASE "%%[init]%% #quot; <b>;`x`\\" "o -> | [x] end" -> click, "style:#a;" -> click, Default -> click
      click TRACE "**bold** ![](x)"
      """)
    #expect(
      try bench.output(of: ":graph a mermaid") == """
        flowchart TD
          a1(["end<br>BEGIN"])
          a2{"subgraph<br>CASE #34;#37;#37;[init]#37;#37; #35;quot#59; #60;b#62;#59;#96;x#96;#92;#34;"}
          a3["click<br>TRACE #34;**bold** ![](x)#34;"]
          a1 --> a2
          a2 -->|"o -#62; | [x] end, style#58;#35;a#59;, Default"| a3
        """)
  }
}
