#pragma once
#include <stddef.h>
#include <stdint.h>

/// The bytes of openapi/hydra-subset.yaml.
const uint8_t *copenapi_description(void);

/// How many they are.
size_t copenapi_description_size(void);
