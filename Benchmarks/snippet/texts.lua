local length = 0
for i = 1, 500000 do
  local line = "order " .. i .. " of " .. i % 10 .. ": " .. i * 2
  if line:find("of 7", 1, true) then
    local shorter = line:gsub("order", "o")
    length = length + #shorter
  end
end
print(length)
