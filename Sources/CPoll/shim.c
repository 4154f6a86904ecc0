#include "CPoll.h"
