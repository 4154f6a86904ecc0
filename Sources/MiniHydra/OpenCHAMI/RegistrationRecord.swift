import GoText
import HTTP

extension OpenCHAMIContract {
    /// An endpoint that makes or replaces clients, with what the contract wants to know of the registration kept.
    ///
    /// The client has to be authorized anew. Hydra drops the `state` of a registration; the contract remembers it.
    package static func recording(_ endpoint: @escaping Route.Endpoint) -> Route.Endpoint {
        { call, hydra in
            let response = try await endpoint(call, hydra)
            guard hydra.profile == .openchami, (200..<300).contains(response.status),
                let answer = (try? JSONValue.decodeFirst(response.body))?.objectValue,
                let clientID = answer["client_id"]?.stringValue
            else { return response }
            let body = (try? JSONValue.decodeFirst(call.request.body))?.objectValue
            let state = body?["state"]?.stringValue
            try hydra.store.write { (database) throws(StoreError) in
                try database.recordRegistration(clientID: clientID, state: state)
            }
            return response
        }
    }
}
