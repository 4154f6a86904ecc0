import GoText

/// An answer, or what the hook server was sent.
struct Reply {
    let status: Int
    let headers: [(name: String, value: String)]
    let text: String
    /// Seconds since 1970.
    let sentAt: Double

    /// All values of a header in one; nil without it.
    func header(_ name: String) -> String? {
        let name = name.lowercased()
        let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The body as JSON.
    func json() throws(Unplayable) -> JSONValue {
        guard let value = try? JSONValue.decodeWhole(Array(text.utf8)) else {
            throw Unplayable("not JSON: \(text.prefix(80))")
        }
        return value
    }

    var cookies: [Cookie] {
        headers.filter { $0.name.lowercased() == "set-cookie" }.map { Cookie($0.value) }
    }
}
