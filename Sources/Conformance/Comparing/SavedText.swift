/// A text that a play saved under a name. It stands in results as `${NAME}`.
struct SavedText: Sendable, Hashable {
    let name: String
    let text: String
}
