#include "COpenAPI.h"

static const uint8_t description[] = {
#embed "../../openapi/hydra-subset.yaml"
};

const uint8_t *copenapi_description(void) { return description; }

size_t copenapi_description_size(void) { return sizeof description; }
