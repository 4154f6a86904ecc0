extension JSONValue {
    /// Reads the first JSON value of a text; what stands behind it is ignored (Go's json.Decoder).
    ///
    /// - Throws: `EOF` for a text of blanks, `unexpected EOF` for one that ends within the value, `invalid character …`.
    package static func decodeFirst(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        try decode(bytes, .first)
    }

    /// Reads a text that is one JSON value (Go's json.Unmarshal).
    ///
    /// - Throws: `unexpected end of JSON input`, `invalid character 'x' after top-level value` and the like.
    package static func decodeWhole(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        try decode(bytes, .whole)
    }

    private static func decode(_ bytes: [UInt8], _ mode: JSONParser.Mode) throws(JSONSyntaxError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (input) throws(JSONSyntaxError) in
            var parser = JSONParser(input, mode: mode)
            return try parser.parse()
        }
    }
}
