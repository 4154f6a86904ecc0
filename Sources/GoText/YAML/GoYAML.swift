/// YAML as Go's yaml.v3 reads it into maps, lists and scalars; times stay text.
package enum GoYAML {
    /// The first document of a text; null when there is none.
    package static func parse(_ bytes: [UInt8]) throws(GoYAMLError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (input) throws(GoYAMLError) in
            var composer = YAMLComposer(input)
            return try composer.nextDocument() ?? .null
        }
    }

    /// All documents of a text.
    package static func documents(_ bytes: [UInt8]) throws(GoYAMLError) -> [JSONValue] {
        try bytes.withUnsafeBufferPointer { (input) throws(GoYAMLError) in
            var composer = YAMLComposer(input)
            var documents: [JSONValue] = []
            while let document = try composer.nextDocument() { documents.append(document) }
            return documents
        }
    }
}
