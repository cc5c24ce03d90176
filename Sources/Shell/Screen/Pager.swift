import IntegrationHub
import Redaction

/// Shows a person text that may be longer than the screen.
package protocol Pager: AnyObject {
  /// Takes the text piece by piece, redacted before, until it is nil or the person has seen enough.
  ///
  /// `isHidden` tells of an environment variable whether a program that is started must not have it.
  func show(_ next: () -> String?, isHidden: (_ name: String, _ value: String) -> Bool)
}

extension Session {
  /// Shows what is longer than the screen, unless that is switched off.
  var pager: (any Pager)? { settings.screen.usesPager ? context.pager : nil }

  /// Shows a listing through a pager, if there is one.
  func page(_ pager: any Pager, _ next: () -> String?) {
    let hidden = hiddenVariables
    pager.show(next) { [redactor] name, value in
      hidden.contains(name) || redactor.mask(value) != value
    }
  }

  /// The variables from which this session takes secrets.
  var secretVariables: Set<String> {
    Set(
      hub.secretSources.compactMap { secret -> String? in
        if case .environment(let name) = secret.source { name } else { nil }
      })
  }
}
