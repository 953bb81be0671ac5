-- The same policy work as the gateway's, on nginx with Lua: route by a trie, SHA-256 key look-up, a token bucket per
-- key, counters and a latency histogram per series. State is kept in the one worker, in FFI arrays: the fastest form.
local ffi = require('ffi')
local data = require('data')
local byte, find, sub, concat = string.byte, string.find, string.sub, table.concat

ffi.cdef [[ unsigned char *SHA256(const unsigned char *d, size_t n, unsigned char *md); ]]
local crypto = ffi.load('crypto.so.3')
local digest = ffi.new('unsigned char[32]')

local policy = {}

local root = { literals = {} }
for index, path in ipairs(data.routes) do
  local node = root
  for segment in path:gmatch('[^/]+') do
    if byte(segment) == 123 then
      node.parameter = node.parameter or { literals = {} }
      node = node.parameter
    else
      node.literals[segment] = node.literals[segment] or { literals = {} }
      node = node.literals[segment]
    end
  end
  node.route = index
end

local keys = data.keys
local rate, burst = data.rate, data.burst
local tokens = ffi.new('double[?]', #data.ids + 1)
local refilled = ffi.new('double[?]', #data.ids + 1)
for i = 0, #data.ids do tokens[i] = burst end

local series, series_count = {}, 0
local capacity, buckets = 16384, 368
local counts = ffi.new('uint32_t[?]', capacity)
local errors = ffi.new('uint32_t[?]', capacity)
local histogram = ffi.new('uint32_t[?]', capacity * buckets)
local log, ceil = math.log, math.ceil
local log_gamma = log(1.02 / 0.98)

local function walk(node, path, at, stop)
  if at > stop then return node.route end
  local slash = find(path, '/', at + 1, true)
  local last = slash and slash - 1 or stop
  local segment = sub(path, at + 1, last)
  local literal = node.literals[segment]
  if literal then
    local route = walk(literal, path, last + 1, stop)
    if route then return route end
  end
  if node.parameter then return walk(node.parameter, path, last + 1, stop) end
  return nil
end

local function refuse(status, message)
  ngx.status = status
  ngx.header['content-type'] = 'application/json'
  ngx.header['x-amzn-requestid'] = ngx.var.request_id
  ngx.print('{"message":"' .. message .. '"}')
  return ngx.exit(status)
end

function policy.access()
  local ctx = ngx.ctx
  local uri = ngx.var.uri
  local route = walk(root, uri, data.prefix + 1, #uri)
  if not route then return refuse(404, 'Not Found') end
  ctx.route = route
  local key = ngx.var.http_x_api_key
  if not key then return refuse(403, 'Forbidden') end
  crypto.SHA256(key, #key, digest)
  local index = keys[ffi.string(digest, 32)]
  if not index then return refuse(403, 'Forbidden') end
  ctx.key = index
  local now = ngx.now()
  local left = tokens[index] + (now - refilled[index]) * rate
  if left > burst then left = burst end
  refilled[index] = now
  if left < 1 then
    tokens[index] = left
    return refuse(429, 'Too Many Requests')
  end
  tokens[index] = left - 1
  ngx.var.target = concat({ '/u', route, sub(uri, data.prefix + 1) })
end

function policy.log()
  local ctx = ngx.ctx
  local route = ctx.route
  if not route then return end
  local name = route * 100000 + (ctx.key or 0)
  local slot = series[name]
  if not slot then
    if series_count >= capacity then return end
    slot = series_count
    series_count = series_count + 1
    series[name] = slot
  end
  counts[slot] = counts[slot] + 1
  if ngx.status >= 400 then errors[slot] = errors[slot] + 1 end
  local ms = (ngx.now() - ngx.req.start_time()) * 1000
  local bucket = ms <= 0.05 and 0 or ceil(log(ms) / log_gamma) + 75
  if bucket > buckets - 1 then bucket = buckets - 1 end
  local at = slot * buckets + bucket
  histogram[at] = histogram[at] + 1
end

return policy
