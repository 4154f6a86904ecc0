/// A step that cannot be played: a value that an earlier step should have given is missing.
struct Unplayable: Error, Sendable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
