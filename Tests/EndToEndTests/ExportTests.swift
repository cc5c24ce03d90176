import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ExportTests {
  private let patchbay = Patchbay()

  /// Copies a session of the project, with its recording.
  private func copy(_ name: String) throws -> String {
    let text = try #require(ProjectFiles.text("sessions/\(name).md"))
    patchbay.folder.write(text, to: "\(name).md")
    patchbay.folder.write(try #require(ProjectFiles.text("sessions/\(name).har")), to: "\(name).har")
    return text
  }

  @Test func aNotebookGivesTheSameSessionWhichReplays() throws {
    let text = try copy("tour")
    let export = try patchbay.run(["export", "tour.md", "--to", "ipynb"])
    #expect(export.status == 0 && export.stdout == "wrote tour.ipynb\n" && export.stderr == "")
    let refused = try patchbay.run(["import", "tour.ipynb"])
    #expect(refused.status == 74)
    #expect(refused.stderr == "error: tour.md is there; --force overwrites it, and -o names another file\n")
    patchbay.folder.write("gone", to: "tour.md")
    #expect(try patchbay.run(["import", "tour.ipynb", "--force"]).status == 0)
    #expect(patchbay.folder.read("tour.md") == text)
    #expect(try patchbay.run(["replay", "tour.md"]).status == 0)
    #expect(try patchbay.run(["import", "tour.ipynb", "-o", "-"]).stdout == text)
    let pipe = try patchbay.run(["export", "-", "--to", "ipynb"], input: text)
    #expect(pipe.stdout == patchbay.folder.read("tour.ipynb"))
    // Only whole files are left behind.
    #expect(patchbay.folder.names.filter { $0.hasPrefix("tour") } == ["tour.har", "tour.ipynb", "tour.md"])
  }

  @Test func aPageShowsEachExchangeAtItsCell() throws {
    _ = try copy("results")
    let export = try patchbay.run(["export", "results.md", "-o", "page.html"])
    #expect(export.status == 0 && export.stdout == "wrote page.html\n")
    let page = try #require(patchbay.folder.read("page.html"))
    // Verbs are coloured, and several cells of a fence are counted as the session counts them.
    #expect(page.contains("<span class=\"kw\">test</span>"))
    let places = [
      "aria-label=\"Cells 1 to 3\"", "http://sandbox.test/oauth2/token",
      "http://sandbox.test/crm/orders?size=4",
      "id=\"cell.11\"", "http://sandbox.test/crm/orders/1001", "id=\"cell.15\"",
      "http://sandbox.test/crm/orders/1002",
      "id=\"cell.18\"", "http://sandbox.test/crm/orders/none", "id=\"all.requests\"",
    ].map { page.firstRange(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(try patchbay.run(["export", "results.md", "--to", "html", "-o", "-"]).stdout == page)
  }

  @Test(arguments: ProjectFiles.pages(under: ["sessions"]))
  func everySessionIsExported(path: String) throws {
    let file = "\(TestBinary.root)/\(path)"
    for form in ["html", "ipynb"] {
      let export = try patchbay.run(["export", file, "--to", form, "-o", "out.\(form)"])
      #expect(export.status == 0, "\(export.stderr)")
    }
    let back = try patchbay.run(["import", "out.ipynb", "-o", "-"])
    #expect(back.stdout == ProjectFiles.text(path))
  }

  @Test func filesThatAreThereAreKept() throws {
    let text = try copy("tour")
    patchbay.folder.write("mine", to: "tour.html")
    #expect(try patchbay.run(["export", "tour.md", "--to", "html"]).status == 74)
    #expect(patchbay.folder.read("tour.html") == "mine")
    // What cannot be made leaves what was there.
    patchbay.folder.write("```patchbay\n", to: "open.md")
    #expect(try patchbay.run(["export", "open.md", "-o", "tour.html", "--force"]).status == 74)
    #expect(patchbay.folder.read("tour.html") == "mine")
    chmod(patchbay.folder.file("tour.html"), 0o600)
    #expect(try patchbay.run(["export", "tour.md", "--to", "html", "--force"]).status == 0)
    #expect(patchbay.folder.read("tour.html")?.hasPrefix("<!DOCTYPE html>") == true)
    var status = stat()
    #expect(stat(patchbay.folder.file("tour.html"), &status) == 0 && status.st_mode & 0o777 == 0o600)
    let itself = try patchbay.run(["export", "tour.md", "--to", "html", "-o", "tour.md", "--force"])
    #expect(itself.status == 74 && itself.stderr.contains("is the file to read"))
    #expect(patchbay.folder.read("tour.md") == text)
  }

  @Test func whatIsWrongIsSaidWithItsLine() throws {
    _ = try copy("tour")
    let form = try patchbay.run(["export", "tour.md"])
    #expect(form.status == 64 && form.stderr.contains("--to html or --to ipynb"))
    #expect(try patchbay.run(["export", "tour.md", "--to", "pdf"]).status == 64)
    #expect(try patchbay.run(["export", "tour.md", "-o", "tour.txt"]).status == 64)
    #expect(try patchbay.run(["export"]).status == 64)
    #expect(try patchbay.run(["export", "nothere.md", "--to", "html"]).status == 74)
    patchbay.folder.write("{\n  \"nbformat\": 3\n}", to: "old.ipynb")
    let old = try patchbay.run(["import", "old.ipynb"])
    #expect(old.status == 74)
    #expect(
      old.stderr.hasPrefix("error: old.ipynb:2: the notebook is damaged: $.nbformat is 3, and must be 4"))
    patchbay.folder.write("{}", to: "tour.har")
    let damaged = try patchbay.run(["export", "tour.md", "--to", "html"])
    #expect(damaged.status == 74 && damaged.stderr.contains("tour.har:1: the recording is damaged"))
    #expect(try patchbay.run(["export", "tour.md", "-o", "no/folder/t.html"]).status == 74)
  }
}
