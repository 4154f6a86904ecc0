extension JSONValue {
    /// The value as compact JSON, spelled as Go's encoding/json does.
    ///
    /// - Parameter escapingHTML: whether `<`, `>` and `&` are written `\u003c`, `\u003e`, `\u0026`.
    package func encode(escapingHTML: Bool = true) -> [UInt8] {
        var output: [UInt8] = []
        append(to: &output, escapingHTML: escapingHTML)
        return output
    }

    /// The value as compact JSON.
    package func encodeString() -> String {
        String(decoding: encode(), as: UTF8.self)
    }

    /// Appends the value as compact JSON.
    package func append(to output: inout [UInt8], escapingHTML: Bool = true) {
        var writer = JSONWriter(escapingHTML: escapingHTML)
        writer.write(self, to: &output)
    }

    /// The value over several lines, as json.MarshalIndent writes it, without a newline at the end.
    ///
    /// - Parameter width: blanks for each level.
    package func encodeIndented(by width: Int, escapingHTML: Bool = true) -> [UInt8] {
        var output: [UInt8] = []
        var writer = JSONWriter(escapingHTML: escapingHTML, indentation: width)
        writer.write(self, to: &output)
        return output
    }
}
