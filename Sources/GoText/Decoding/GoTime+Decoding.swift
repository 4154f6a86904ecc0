extension GoTime {
    /// A time within JSON as Go's time.Time reads it; nil for null, which changes nothing.
    package static func decode(_ value: JSONValue) throws(GoDecodingError) -> GoTime? {
        if case .null = value { return nil }
        guard let text = value.stringValue else {
            throw GoDecodingError(message: "Time.UnmarshalJSON: input is not a JSON string")
        }
        do { return try parseRFC3339(text) } catch { throw GoDecodingError(message: error.message) }
    }
}
